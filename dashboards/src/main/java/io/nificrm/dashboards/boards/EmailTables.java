package io.nificrm.dashboards.boards;

import static io.nificrm.dashboards.grafana.Bucket.filter;
import static io.nificrm.dashboards.grafana.Bucket.filters;
import static io.nificrm.dashboards.grafana.Bucket.terms;

import io.nificrm.dashboards.Parts;
import io.nificrm.dashboards.Scope;
import io.nificrm.dashboards.Sources;
import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Panel;
import io.nificrm.dashboards.grafana.Search;
import io.nificrm.dashboards.grafana.Transformation;
import io.nificrm.dashboards.grafana.Visualization;

/** The tables of the board Email: how campaigns and personas fare, which lists and domains are healthy. */
final class EmailTables {

    private EmailTables() {}

    static Panel campaigns() {
        return funnel(
                        "How does each campaign fare?",
                        "Events by the campaign that the mail's tags name, and how many of the delivered were opened and"
                                + " clicked.",
                        "campaign.name",
                        "campaign")
                .whenEmpty("No mail names a campaign");
    }

    static Panel personas() {
        return funnel(
                        "How does each persona take it?",
                        "Events by the personas of the recipient.",
                        "personas",
                        "persona")
                .whenEmpty("No recipient fits a persona");
    }

    static Panel lists() {
        return health(
                        "Which lists are healthy?",
                        "Bounces by what arrived or came back, complaints by what arrived, and unsubscriptions, by mailing list.",
                        "email.list",
                        "list")
                .whenEmpty("No mail names its list");
    }

    static Panel domains() {
        return health(
                        "At which domains?",
                        "The same by the recipient's domain: where one of the large mailbox providers refuses us, it shows here"
                                + " first.",
                        "email.domain",
                        "domain")
                .whenEmpty("No mail in this time");
    }

    private static Panel health(String title, String description, String field, String name) {
        return Panel.of(title, description, Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.emails())
                        .by(
                                filters(
                                        filter("delivered", "kind:delivered"),
                                        filter("bounced", "kind:bounced"),
                                        filter("unsubscribed", "kind:unsubscribed"),
                                        filter("complained", "kind:complained")),
                                terms(field, 20)))
                .transform(Transformation.matrix(field, "filter", Parts.COUNT, name))
                .transform(
                        Transformation.total("sent", "delivered", "bounced"),
                        Transformation.calculate("bounce rate", "bounced", "/", "sent"),
                        Transformation.calculate("complaints", "complained", "/", "delivered"),
                        Transformation.without("sent", "bounced", "complained"),
                        Transformation.order(name, "delivered", "bounce rate", "complaints", "unsubscribed"))
                .override(
                        FieldOverride.of("unsubscribed").width(135),
                        FieldOverride.of("bounce rate")
                                .unit("percentunit")
                                .decimals(1)
                                .shaded(Email.BOUNCES),
                        FieldOverride.of("complaints")
                                .unit("percentunit")
                                .decimals(2)
                                .shaded(Email.COMPLAINED))
                .decimals(0)
                .drillDown(Email.MENTIONS);
    }

    private static Panel funnel(String title, String description, String field, String name) {
        return Panel.of(title, description, Visualization.table())
                .ask(Search.of("A", Sources.TOUCHPOINTS, Scope.emails())
                        .by(
                                filters(
                                        filter("sent", "kind:sent"),
                                        filter("delivered", "kind:delivered"),
                                        filter("opened", "kind:opened"),
                                        filter("clicked", "kind:clicked"),
                                        filter("replied", "kind:replied"),
                                        filter("bounced", "kind:bounced"),
                                        filter("unsubscribed", "kind:unsubscribed"),
                                        filter("complained", "kind:complained")),
                                terms(field, 20)))
                .transform(Transformation.matrix(field, "filter", Parts.COUNT, name))
                .transform(
                        Transformation.calculate("open rate", "opened", "/", "delivered"),
                        Transformation.calculate("click rate", "clicked", "/", "delivered"),
                        Transformation.order(
                                name,
                                "sent",
                                "delivered",
                                "opened",
                                "open rate",
                                "clicked",
                                "click rate",
                                "replied",
                                "bounced",
                                "unsubscribed",
                                "complained"))
                .override(
                        FieldOverride.of("unsubscribed").width(135),
                        FieldOverride.of("open rate").unit("percentunit").decimals(0),
                        FieldOverride.of("click rate").unit("percentunit").decimals(0))
                .decimals(0)
                .drillDown(Email.MENTIONS);
    }
}
