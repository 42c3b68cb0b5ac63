package io.nificrm.local.community.story;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail between a customer and the brand.
 *
 * @param number from 1, in the order in which the threads began
 * @param at when it was sent, in whole seconds
 * @param customer who wrote it, or to whom the brand answers
 * @param ours whether the brand wrote it
 * @param text plain
 */
public record Letter(
        long number,
        Instant at,
        Person customer,
        boolean ours,
        String subject,
        String text,
        Optional<Letter> inReplyTo,
        Facts facts) {}
