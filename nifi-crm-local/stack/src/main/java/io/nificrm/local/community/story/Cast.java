package io.nificrm.local.community.story;

import io.nificrm.local.community.story.Person.Role;
import io.nificrm.local.community.story.Person.Trait;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Everybody: the regulars (written by hand in {@code people.txt}), a crowd of passers-by who speak seldom and often live on other servers, the brands
 * and the outlets. Followers are heavy-tailed: a few accounts reach more people than all others together.
 */
public final class Cast {
    /** The Mastodon server that the community is. */
    public static final String HOME = "community.example";

    private static final List<String> ELSEWHERE = List.of("espresso.example", "social.example", "leeds.example");
    private static final int CROWD = 400;

    private final List<Person> everybody = new ArrayList<>();
    private final List<Person> people;

    Cast(Dice dice, LocalDate today) {
        for (Brand brand : Brand.values()) {
            everybody.add(account(
                    brand.handle(),
                    brand.fullName(),
                    "The people of " + brand.fullName() + ". We read everything.",
                    brand.ours() ? Role.OURS : Role.RIVAL,
                    brand.ours() ? 18_400 : brand == Brand.BOLT ? 41_200 : 9_300,
                    today));
        }
        everybody.add(account("dailygrind", "The Daily Grind", "News of the coffee trade", Role.OUTLET, 60_000, today));
        everybody.add(account("beannotes", "Bean Notes", "A blog about beans", Role.OUTLET, 4_100, today));
        for (String line : Grammar.lines("people.txt")) {
            everybody.add(regular(line, dice, today));
        }
        for (int stranger = 0; stranger < CROWD; stranger++) {
            everybody.add(stranger(dice, today));
        }
        people = everybody.stream()
                .filter(person -> person.belongsTo() == Role.PRIVATE)
                .toList();
    }

    /** All accounts, in the order of their numbers. */
    public List<Person> everybody() {
        return List.copyOf(everybody);
    }

    /** Those who speak for themselves. */
    List<Person> people() {
        return people;
    }

    Person named(String handle) {
        return everybody.stream()
                .filter(person -> person.handle().equals(handle))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody in the cast is called " + handle));
    }

    Person of(Brand brand) {
        return named(brand.handle());
    }

    private Person account(String handle, String name, String bio, Role role, int followers, LocalDate today) {
        return new Person(
                everybody.size() + 1,
                handle,
                HOME,
                name,
                bio,
                "en",
                0,
                List.of(),
                EnumSet.of(Trait.PLAIN),
                followers,
                180,
                today.minusYears(4).minusDays(everybody.size() * 31L),
                1,
                role);
    }

    private Person regular(String line, Dice dice, LocalDate today) {
        String[] part = line.split("\\s*\\|\\s*", -1);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (String trait : words(part[5])) {
            traits.add(Trait.valueOf(trait.toUpperCase(Locale.ROOT)));
        }
        double followers = dice.heavyTailed(60, 0.9) * (traits.contains(Trait.LOUD) ? 90 : 1);
        return new Person(
                everybody.size() + 1,
                part[0].strip(),
                HOME,
                part[1],
                part[6],
                part[2],
                Integer.parseInt(part[3]),
                words(part[4]),
                traits,
                (int) Math.min(followers, 400_000),
                dice.between(40, 900),
                today.minusDays(dice.between(200, 3_000)),
                Math.min(dice.heavyTailed(1, 1.3), 5),
                Role.PRIVATE);
    }

    private Person stranger(Dice dice, LocalDate today) {
        String language = dice.pick(Names.LANGUAGES, Names.Language::share).code();
        String first = dice.pick(Names.first(language));
        String last = dice.pick(Names.last(language));
        String handle = Names.handle(first, last, everybody.size(), dice);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Trait trait : List.of(Trait.LOWER, Trait.TERSE, Trait.TYPOS, Trait.PLAIN, Trait.TAGS)) {
            if (dice.chance(0.18)) {
                traits.add(trait);
            }
        }
        return new Person(
                everybody.size() + 1,
                handle,
                dice.chance(0.55) ? HOME : dice.pick(ELSEWHERE),
                dice.chance(0.8) ? first + " " + last : first,
                dice.chance(0.5) ? "" : dice.pick(Names.BIOS),
                language,
                Names.hoursFromUtc(language, dice),
                dice.chance(0.75) ? List.of() : List.of(dice.pick(Names.PERSONAS)),
                traits,
                (int) Math.min(dice.heavyTailed(14, 0.8), 150_000),
                dice.between(10, 600),
                today.minusDays(dice.between(3, 2_400)),
                Math.min(dice.heavyTailed(0.08, 1.4), 1),
                Role.PRIVATE);
    }

    private static List<String> words(String list) {
        return list.isBlank() ? List.of() : List.of(list.strip().split("\\s*,\\s*", -1));
    }
}
