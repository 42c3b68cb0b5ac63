package io.nificrm.dashboards;

import io.nificrm.dashboards.grafana.DataSource;
import java.util.List;

/** The data sources of the boards, by what they hold. Each index alias needs one, for Grafana binds it to the source. */
public final class Sources {

    /** Mentions and email events, by when they happened. */
    public static final DataSource TOUCHPOINTS =
            new DataSource("nificrm-touchpoints", "nifi-crm touchpoints", "crm-touchpoints", "@timestamp");

    /** The same, by when they were written: how the pipeline does, whatever the age of what it carries. */
    public static final DataSource ARRIVALS =
            new DataSource("nificrm-arrivals", "nifi-crm arrivals", "crm-touchpoints", "indexed_at");

    /** Answered mentions, by when they were answered. */
    public static final DataSource ANSWERS =
            new DataSource("nificrm-answers", "nifi-crm answers", "crm-mentions", "triage.responded_at");

    /** What could not be processed. */
    public static final DataSource DEAD_LETTERS =
            new DataSource("nificrm-dead-letters", "nifi-crm dead letters", "crm-dead-letters", "@timestamp");

    /** When platforms limited or failed our sources. */
    public static final DataSource SOURCE_EVENTS =
            new DataSource("nificrm-source-events", "nifi-crm source events", "crm-source-events", "@timestamp");

    /** People, by when they were last heard of. */
    public static final DataSource PEOPLE =
            new DataSource("nificrm-people", "nifi-crm people", "crm-people", "last_seen");

    /** Ideas, by when they were last wished for. */
    public static final DataSource IDEAS = new DataSource("nificrm-ideas", "nifi-crm ideas", "crm-ideas", "last_seen");

    /** Releases, campaigns and incidents that somebody marked. */
    public static final DataSource MARKERS =
            new DataSource("nificrm-markers", "nifi-crm markers", "crm-markers", "@timestamp");

    /** All of them. */
    public static final List<DataSource> ALL =
            List.of(TOUCHPOINTS, ARRIVALS, ANSWERS, DEAD_LETTERS, SOURCE_EVENTS, PEOPLE, IDEAS, MARKERS);

    private Sources() {}
}
