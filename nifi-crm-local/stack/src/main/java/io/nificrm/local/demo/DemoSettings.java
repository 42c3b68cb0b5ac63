package io.nificrm.local.demo;

import io.nificrm.local.StackSettings;

/**
 * What the demo shall be like.
 *
 * @param stack the servers
 * @param communityPort the port of the demo community; 0 takes a free one
 * @param seed another seed, another community
 * @param historySize about how many posts there are at the beginning, over the last 14 days
 * @param livePerMinute about how many are added every minute
 * @param pollInterval how often the sources ask, in NiFi's notation
 */
public record DemoSettings(
        StackSettings stack,
        int communityPort,
        long seed,
        int historySize,
        double livePerMinute,
        String pollInterval) {}
