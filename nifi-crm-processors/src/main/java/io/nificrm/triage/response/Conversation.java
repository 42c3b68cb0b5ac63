package io.nificrm.triage.response;

import io.nificrm.touchpoint.Triage;
import io.nificrm.triage.lifecycle.NextAnswers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who answered whom among some utterances, worked out from all of them at once, so that the order in which they came does
 * not matter. Pure.
 *
 * <p>An answer of ours answers the utterance it replies to, past further answers of ours in between, and what the same
 * author said before that in the same conversation. A mail without In-Reply-To answers what began its thread. Nothing is
 * answered before it was said.
 */
final class Conversation {
    private static final int LONGEST_CHAIN = 50;
    private static final Comparator<Utterance> IN_TIME =
            Comparator.comparing(Utterance::at).thenComparing(Utterance::id);

    private final Map<String, Utterance> utterances = new TreeMap<>();
    private final Map<String, String> conversations = new HashMap<>();

    Conversation(Collection<Utterance> all) {
        all.forEach(utterance -> utterances.put(utterance.id(), utterance));
        utterances.values().forEach(utterance -> conversations.put(utterance.id(), conversationOf(utterance)));
    }

    /**
     * What is known of one answered mention.
     *
     * @param answers of ours, in the order of time, at least one
     * @param comebacks of the author after the first of them, in the order of time
     * @param leads whether it is the first that was flagged of what this author said in this conversation: the one that
     *     keeps count of our next answers, so that none is counted twice
     */
    record Answered(Utterance mention, List<Utterance> answers, List<Utterance> comebacks, boolean leads) {
        Utterance firstAnswer() {
            return answers.getFirst();
        }

        /** What was said last, by us or by the author. */
        Utterance last() {
            return Stream.concat(answers.stream(), comebacks.stream())
                    .max(IN_TIME)
                    .orElseThrow();
        }

        /**
         * How the author came back after a time: what the last comeback tells that tells anything. Who said thanks stays
         * thankful, whatever else they say in that conversation, unless they come back worse.
         */
        Optional<Told> told(Instant after) {
            Optional<Told> told = Optional.empty();
            for (Utterance comeback : comebacks) {
                Optional<Comeback> mood =
                        comeback.at().isAfter(after) ? Comeback.of(mention, comeback) : Optional.empty();
                boolean thankedBefore =
                        told.filter(before -> before.mood() == Comeback.THANKED).isPresent();
                if (mood.isPresent() && (!thankedBefore || mood.get() == Comeback.WORSE)) {
                    told = Optional.of(new Told(comeback, mood.get()));
                }
            }
            return told;
        }

        /**
         * How it went on after the first answer. Whoever comes back waits for our next answer, from the first thing they say
         * since our last; who says thanks waits for nothing.
         *
         * @param pressed when agents said that they have answered, where the answers themselves may not be seen
         */
        NextAnswers nextAnswers(Collection<Instant> pressed) {
            if (!leads) {
                return NextAnswers.NONE;
            }
            List<Instant> ours = Stream.concat(answers.stream().map(Utterance::at), pressed.stream())
                    .sorted()
                    .toList();
            List<Long> seconds = new ArrayList<>();
            Optional<Instant> asked = Optional.empty();
            for (Utterance comeback : comebacks) {
                Optional<Instant> answer = asked.flatMap(since -> firstFrom(ours, since));
                if (answer.isPresent() && !answer.get().isAfter(comeback.at())) {
                    seconds.add(seconds(asked, answer));
                    asked = Optional.empty();
                }
                if (asked.isEmpty()
                        && Comeback.of(mention, comeback)
                                .filter(Comeback.THANKED::equals)
                                .isEmpty()) {
                    asked = Optional.of(comeback.at());
                }
            }
            Optional<Instant> answer = asked.flatMap(since -> firstFrom(ours, since));
            if (answer.isPresent()) {
                seconds.add(seconds(asked, answer));
                asked = Optional.empty();
            }
            return new NextAnswers(asked, seconds);
        }

        private static Optional<Instant> firstFrom(List<Instant> times, Instant from) {
            return times.stream().filter(time -> !time.isBefore(from)).findFirst();
        }

        private static long seconds(Optional<Instant> from, Optional<Instant> to) {
            return Duration.between(from.orElseThrow(), to.orElseThrow()).toSeconds();
        }
    }

    /** A comeback and its mood. */
    record Told(Utterance comeback, Comeback mood) {}

    /** Every mention that one of our accounts answered. */
    List<Answered> answered() {
        Map<String, Set<Utterance>> answers = new TreeMap<>();
        for (Utterance answer : utterances.values()) {
            if (answer.ourAnswer()) {
                addressee(answer).ifPresent(addressee -> {
                    for (Utterance mention : utterances.values()) {
                        if (answeredWith(mention, addressee)) {
                            answers.computeIfAbsent(mention.id(), id -> new HashSet<>())
                                    .add(answer);
                        }
                    }
                });
            }
        }
        return answers.entrySet().stream()
                .map(entry -> answered(
                        utterances.get(entry.getKey()),
                        entry.getValue().stream().sorted(IN_TIME).toList()))
                .toList();
    }

    private Answered answered(Utterance mention, List<Utterance> answers) {
        Instant first = answers.getFirst().at();
        List<Utterance> comebacks = utterances.values().stream()
                .filter(u -> !u.ours() && u.answering() && u.at().isAfter(first))
                .filter(u -> u.sameAuthor(mention) && sameConversation(u, mention))
                .sorted(IN_TIME)
                .toList();
        return new Answered(mention, answers, comebacks, !comebacks.isEmpty() && leads(mention));
    }

    private boolean leads(Utterance mention) {
        return flagged(mention)
                && utterances.values().stream()
                        .filter(other -> !other.ours() && flagged(other) && IN_TIME.compare(other, mention) < 0)
                        .noneMatch(other -> other.sameAuthor(mention) && sameConversation(other, mention));
    }

    private static boolean flagged(Utterance mention) {
        return mention.triage().flatMap(Triage::queue).isPresent();
    }

    private boolean answeredWith(Utterance mention, Utterance addressee) {
        if (mention.id().equals(addressee.id())) {
            return true;
        }
        return !mention.ours()
                && mention.at().isBefore(addressee.at())
                && mention.sameAuthor(addressee)
                && sameConversation(mention, addressee);
    }

    private Optional<Utterance> addressee(Utterance answer) {
        Optional<String> next = answer.inReplyTo().or(answer::threadId);
        for (int i = 0; i < LONGEST_CHAIN && next.isPresent(); i++) {
            Optional<Utterance> before = Optional.ofNullable(utterances.get(next.get()));
            if (before.isEmpty()) {
                return Optional.empty();
            }
            if (!before.get().ours()) {
                return before.filter(mention -> !mention.at().isAfter(answer.at()));
            }
            next = before.get().inReplyTo();
        }
        return Optional.empty();
    }

    private boolean sameConversation(Utterance one, Utterance other) {
        return conversations.get(one.id()).equals(conversations.get(other.id()));
    }

    /** The id that began it, as far as it is known: platforms without thread ids are climbed reply by reply. */
    private String conversationOf(Utterance utterance) {
        Utterance at = utterance;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            if (at.threadId().isPresent()) {
                return at.threadId().get();
            }
            if (at.inReplyTo().isEmpty()) {
                return at.id();
            }
            Utterance before = utterances.get(at.inReplyTo().get());
            if (before == null) {
                return at.inReplyTo().get();
            }
            at = before;
        }
        return at.id();
    }
}
