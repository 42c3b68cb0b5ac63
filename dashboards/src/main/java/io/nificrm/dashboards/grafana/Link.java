package io.nificrm.dashboards.grafana;

/**
 * Where a click leads.
 *
 * @param url absolute or below Grafana's root; may hold Grafana's variables
 */
public record Link(String title, String url, boolean newTab) {

    /** A link within Grafana. */
    public static Link within(String title, String url) {
        return new Link(title, url, false);
    }

    /** A link that leaves Grafana, in a tab of its own. */
    public static Link outside(String title, String url) {
        return new Link(title, url, true);
    }

    Fields json() {
        return new Fields().put("title", title).put("url", url).put("targetBlank", newTab);
    }
}
