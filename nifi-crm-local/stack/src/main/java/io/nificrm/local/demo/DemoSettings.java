package io.nificrm.local.demo;

import io.nificrm.local.StackSettings;

/**
 * What the demo shall be like.
 *
 * @param stack the servers
 * @param ports where else something listens
 * @param seed another seed, another community
 * @param historySize about how many posts there are at the beginning, over the last 14 days; a fiftieth as many people
 *     get newsletters
 * @param livePerMinute about how many are added every minute
 * @param pollInterval how often the sources ask, in NiFi's notation
 */
public record DemoSettings(
        StackSettings stack, Ports ports, long seed, int historySize, double livePerMinute, String pollInterval) {

    /**
     * Ports on the loopback address; 0 takes a free one.
     *
     * @param community of the demo community
     * @param desk of the triage desk
     * @param webhooks of the flow's webhooks
     */
    public record Ports(int community, int desk, int webhooks) {

        /** Free ones. */
        public static final Ports ANY = new Ports(0, 0, 0);
    }
}
