package io.nificrm.elasticsearch;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many months lifecycle management keeps each monthly family of indices, written {@code 25} for all of them or by
 * family: {@code mentions=25, email-events=13, dead-letters=3}.
 *
 * @param byFamily one that is missing is kept for ever
 */
public record RetentionMonths(Map<IndexFamily, Integer> byFamily) {
    /** Everything is kept. */
    public static final RetentionMonths NONE = new RetentionMonths(Map.of());

    private static final int MOST = 1200;

    /** @throws IllegalArgumentException when a family has no monthly indices, or the months make no sense */
    public RetentionMonths {
        byFamily.forEach((family, months) -> {
            if (!family.monthly()) {
                throw new IllegalArgumentException(family.suffix() + " has no monthly indices");
            }
            if (months < 1 || months > MOST) {
                throw new IllegalArgumentException("from 1 to " + MOST + " months are kept, not " + months);
            }
        });
        byFamily = Map.copyOf(byFamily);
    }

    /** All monthly families alike. */
    public static RetentionMonths ofAll(int months) {
        return new RetentionMonths(monthly().collect(Collectors.toMap(family -> family, family -> months)));
    }

    /**
     * Reads what an operator wrote.
     *
     * @throws IllegalArgumentException when it cannot be read; the message says what is expected
     */
    public static RetentionMonths parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        if (text.indexOf('=') < 0) {
            return ofAll(number(text));
        }
        Map<IndexFamily, Integer> months = new EnumMap<>(IndexFamily.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.split("=", 2);
            IndexFamily family = monthly()
                    .filter(candidate -> candidate.suffix().equals(pair[0].strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + pair[0].strip() + "' is none of "
                            + monthly().map(IndexFamily::suffix).collect(Collectors.joining(", "))));
            if (pair.length < 2 || months.put(family, number(pair[1])) != null) {
                throw new IllegalArgumentException(
                        "expected each family once, for example mentions=25, dead-letters=3");
            }
        }
        return new RetentionMonths(months);
    }

    /** The months of a family; empty: for ever. */
    public Optional<Integer> of(IndexFamily family) {
        return Optional.ofNullable(byFamily.get(family));
    }

    private static Stream<IndexFamily> monthly() {
        return Arrays.stream(IndexFamily.values()).filter(IndexFamily::monthly);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no number of months", e);
        }
    }
}
