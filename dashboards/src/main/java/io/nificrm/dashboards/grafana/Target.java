package io.nificrm.dashboards.grafana;

/** What a panel or alert rule asks: a search, or arithmetic on the answers of other targets. */
public sealed interface Target permits Search, Expression {

    /** The letter by which other targets, overrides and transformations refer to it. */
    String refId();

    /** The target as the panel's JSON holds it. */
    Fields json();
}
