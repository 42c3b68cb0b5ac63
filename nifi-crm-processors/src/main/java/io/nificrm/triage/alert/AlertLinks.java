package io.nificrm.triage.alert;

import io.nificrm.triage.access.SignedLinks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Links to mentions at the desk.
 *
 * @param desk its address without a slash at the end; empty: there is none
 * @param signed signs them, so that they open one mention for reading without a sign-in; empty: readers sign in
 * @param valid how long a signature is good
 */
record AlertLinks(String desk, Optional<SignedLinks> signed, Duration valid) {
    String mention(String id) {
        if (desk.isEmpty()) {
            return "";
        }
        String plain = "id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        return desk + "/mention?" + signed.map(links -> links.query(id, valid)).orElse(plain);
    }

    String queue() {
        return desk.isEmpty() ? "" : desk + "/queue";
    }
}
