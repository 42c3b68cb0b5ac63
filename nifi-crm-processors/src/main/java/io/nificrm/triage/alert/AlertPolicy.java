package io.nificrm.triage.alert;

import java.time.Duration;
import java.util.Optional;

/**
 * When alerts become messages.
 *
 * @param groupWait how long the first alert of a group waits for others, and the shortest pause between two messages
 * @param groupInterval how long a group that was told of gathers before the next message about it
 * @param listed how many mentions of a group a message lists; the rest is counted
 */
record AlertPolicy(
        GroupBy groupBy, Duration groupWait, Duration groupInterval, Optional<QuietHours> quietHours, int listed) {}
