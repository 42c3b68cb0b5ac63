package io.nificrm.local.community.duty;

import java.time.Instant;
import java.util.List;

/**
 * A message that the people on duty got.
 *
 * @param id its sender's; the same again where the sender was not sure that it had come
 * @param at when it was made
 */
public record Told(String id, Instant at, List<Group> groups) {

    public Told {
        groups = List.copyOf(groups);
    }

    /**
     * What belongs together in it.
     *
     * @param name of the incident, as the sender calls it
     * @param count how many mentions it tells of
     * @param mentions the ids of those that it lists, the worst first
     */
    public record Group(String name, long count, List<String> mentions) {
        public Group {
            mentions = List.copyOf(mentions);
        }
    }
}
