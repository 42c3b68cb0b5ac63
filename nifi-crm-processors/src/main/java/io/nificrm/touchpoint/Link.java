package io.nificrm.touchpoint;

import java.util.Optional;

/**
 * A link in a touchpoint, as given there (a short link stays short).
 *
 * @param domain host in lower case without {@code www.}
 */
public record Link(String url, Optional<String> domain) {
    public Link {
        Absent.require("links.url", url);
        domain = Absent.ifBlank(domain);
    }
}
