package io.nificrm.voice.persona;

import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds to each mention the personas that stand for its author, and remembers what the profile found on it. What the profile said is
 * never removed; {@code personas} that a person corrected stay as they are, and count as evidence. Thread-safe.
 */
public final class PersonaTagger {
    /** What {@code matches} says of a persona that only the history tells. */
    static final String HISTORY = "history";

    private static final String FIELD = "personas";

    private final AuthorMemory memory;
    private final PersonaRules rules;
    private final Clock clock;

    /** @param clock no mention is taken to be from the future: its evidence would never fade */
    public PersonaTagger(AuthorMemory memory, PersonaRules rules, Clock clock) {
        this.memory = memory;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The touchpoint with its author's standing personas; unchanged where it is an email event, one of our own, or nobody's.
     *
     * @throws IOException when the memory cannot be reached; nothing is remembered twice when it is tried again
     */
    public Touchpoint tag(Touchpoint touchpoint) throws IOException {
        Optional<String> author = AuthorKey.of(touchpoint);
        if (author.isEmpty() || touchpoint.type() != Touchpoint.Type.MENTION || AuthorKey.isOurs(touchpoint)) {
            return touchpoint;
        }
        Instant now = clock.instant();
        Instant said = touchpoint.timestamp().isAfter(now) ? now : touchpoint.timestamp();
        List<String> found = touchpoint.personas().stream()
                .filter(persona -> !isFromHistory(touchpoint, persona))
                .toList();
        AuthorHistory history = memory.update(author.get(), known -> known.with(touchpoint.id(), said, found, rules));
        return isCorrected(touchpoint) ? touchpoint : with(touchpoint, found, history.standing(said, rules));
    }

    private static boolean isFromHistory(Touchpoint touchpoint, String persona) {
        return List.of(HISTORY).equals(touchpoint.matches().get(reference(persona)));
    }

    private static boolean isCorrected(Touchpoint touchpoint) {
        return touchpoint.triage().map(Triage::corrected).orElse(List.of()).contains(FIELD);
    }

    private static Touchpoint with(Touchpoint touchpoint, List<String> found, List<String> standing) {
        List<String> personas = new ArrayList<>(found);
        Map<String, List<String>> matches = new LinkedHashMap<>(touchpoint.matches());
        touchpoint.personas().stream()
                .filter(persona -> !found.contains(persona))
                .forEach(persona -> matches.remove(reference(persona)));
        for (String persona : standing) {
            if (!found.contains(persona)) {
                personas.add(persona);
                matches.put(reference(persona), List.of(HISTORY));
            }
        }
        return TouchpointBuilder.builder(touchpoint)
                .personas(personas)
                .matches(matches)
                .build();
    }

    private static String reference(String persona) {
        return FIELD + '/' + persona;
    }
}
