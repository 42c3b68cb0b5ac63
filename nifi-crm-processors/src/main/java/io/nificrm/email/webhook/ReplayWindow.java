package io.nificrm.email.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How old a signed time may be, so that what was signed once cannot be sent for ever. */
record ReplayWindow(Duration length, Clock clock) {

    void check(Instant signedAt) throws ForgedWebhookException {
        Duration age = Duration.between(signedAt, clock.instant()).abs();
        if (age.compareTo(length) > 0) {
            throw new ForgedWebhookException("it was signed " + age.toSeconds()
                    + " s away from now, more than the replay window of " + length.toSeconds() + " s");
        }
    }

    void checkEpochSeconds(String signedAt) throws ForgedWebhookException {
        try {
            check(Instant.ofEpochSecond(Long.parseLong(signedAt.strip())));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw new ForgedWebhookException("its time is no number of seconds", e);
        }
    }
}
