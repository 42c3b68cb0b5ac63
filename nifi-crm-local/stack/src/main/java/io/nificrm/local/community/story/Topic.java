package io.nificrm.local.community.story;

import java.util.List;
import java.util.Locale;

/** What people talk about; ids are those of the example listening profile. */
enum Topic {
    DELIVERY(16),
    PRICE(13),
    TASTE(22),
    PACKAGING(10),
    MACHINES(12),
    APP(8),
    SUSTAINABILITY(8),
    STAFF(8),
    SAFETY(0.3);

    private final double frequency;

    Topic(double frequency) {
        this.frequency = frequency;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How often this person brings it up, relative to other topics. */
    double frequency(Person person) {
        return person.personas().stream().anyMatch(dearTo()::contains) ? frequency * 4 : frequency;
    }

    private List<String> dearTo() {
        return switch (this) {
            case DELIVERY -> List.of("office_manager");
            case PRICE -> List.of("bargain_hunter", "student");
            case TASTE -> List.of("home_barista");
            case PACKAGING, SUSTAINABILITY -> List.of("eco_minded");
            case MACHINES -> List.of("home_barista", "office_manager");
            case APP -> List.of("student");
            case STAFF, SAFETY -> List.of();
        };
    }
}
