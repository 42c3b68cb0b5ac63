package io.nificrm.triage.desk;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import io.nificrm.touchpoint.TriageBuilder;
import io.nificrm.triage.lifecycle.TriageAction;
import io.nificrm.triage.lifecycle.TriageEvent;
import io.nificrm.triage.lifecycle.TriageLifecycle;
import io.nificrm.triage.lifecycle.TriageStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A touchpoint as the values that a template shows. */
final class MentionView {
    private static final int SNIPPET = 280;

    private MentionView() {}

    /** What a row of the queue, a thread or a history shows. */
    static Map<String, Object> row(Touchpoint touchpoint, Instant now) {
        Triage triage = triage(touchpoint);
        TriageStatus status = TriageStatus.of(touchpoint.triage());
        Map<String, Object> row = new HashMap<>();
        row.put("id", touchpoint.id());
        row.put("link", "mention?id=" + URLEncoder.encode(touchpoint.id(), StandardCharsets.UTF_8));
        row.put("platform", touchpoint.platform());
        row.put("kind", touchpoint.kind().value());
        row.put("at", touchpoint.timestamp().toString());
        row.put("said", age(Duration.between(touchpoint.timestamp(), now)));
        row.put("snippet", snippet(touchpoint));
        row.put("author", author(touchpoint));
        row.put("ours", touchpoint.author().flatMap(Author::ours).orElse(false));
        row.put("reach", compact(touchpoint.reach()));
        row.put("mood", touchpoint.sentiment().map(s -> s.label().value()).orElse(""));
        row.put("moodSign", touchpoint.sentiment().map(MentionView::sign).orElse(""));
        row.put("topics", touchpoint.topics());
        row.put("queue", triage.queue().orElse(""));
        row.put("priority", triage.priority().orElse(""));
        row.put("status", status.value());
        row.put("assignee", triage.assignee().orElse(""));
        row.put("escalation", escalation(triage));
        row.put(
                "outcome",
                triage.outcome().map(outcome -> "came back: " + outcome).orElse(""));
        row.put("reasons", triage.reasons());
        row.put("due", triage.dueAt().map(Instant::toString).orElse(""));
        row.put(
                "clock",
                triage.dueAt().map(due -> clock(due, triage, status, now)).orElse(""));
        row.put("late", late(triage, status, now));
        row.put("running", triage.respondedAt().isEmpty() && status.open());
        row.put("revision", TriageLifecycle.revision(touchpoint));
        return row;
    }

    /** What the page of one mention shows beside its row. */
    static Map<String, Object> page(Touchpoint touchpoint, Instant now) {
        Map<String, Object> page = row(touchpoint, now);
        List<String> words =
                touchpoint.matches().values().stream().flatMap(List::stream).toList();
        String text = touchpoint.text().orElse("");
        page.put("title", title(touchpoint).orElse(""));
        page.put("pieces", Marking.mark(text, words));
        page.put("lang", touchpoint.lang().orElse(""));
        page.put("url", web(touchpoint.url()));
        page.put("bio", touchpoint.author().flatMap(Author::bio).orElse(""));
        page.put("authorUrl", web(touchpoint.author().flatMap(Author::url)));
        page.put("followers", compact(followers(touchpoint)));
        page.put("stage", touchpoint.person().flatMap(p -> p.stage()).orElse(""));
        page.put("emotion", touchpoint.emotion().map(e -> e.label()).orElse(""));
        page.put("why", why(touchpoint));
        page.put(
                "media",
                touchpoint.media().stream()
                        .map(m -> m.type().orElse("file")
                                + m.alt().map(alt -> ": " + alt).orElse(""))
                        .toList());
        TriageStatus status = TriageStatus.of(touchpoint.triage());
        for (TriageAction action : TriageAction.values()) {
            page.put("can_" + action.value(), action.allowedIn(status));
        }
        return page;
    }

    /** What was done about it, as the page of one mention shows it. */
    static List<Map<String, Object>> events(List<TriageEvent> history, Instant now) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (TriageEvent event : history) {
            Map<String, Object> row = new HashMap<>();
            row.put("at", event.timestamp().toString());
            row.put("ago", age(Duration.between(event.timestamp(), now)));
            row.put("actor", event.actor());
            row.put("action", event.action().replace('_', ' '));
            row.put("note", event.note().orElse(""));
            row.put("outcome", event.outcome().orElse(""));
            row.put(
                    "assignee",
                    event.action().equals(TriageAction.ASSIGN.value())
                            ? event.assignee().orElse("")
                            : "");
            row.put(
                    "field",
                    event.field()
                            .map(f ->
                                    f + " → " + (event.values().isEmpty() ? "none" : String.join(", ", event.values())))
                            .orElse(""));
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, Object>> why(Touchpoint touchpoint) {
        List<Map<String, Object>> why = new ArrayList<>();
        touchpoint.matches().forEach((entry, words) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("entry", entry);
            row.put("words", String.join(", ", words));
            why.add(row);
        });
        return why;
    }

    private static Triage triage(Touchpoint touchpoint) {
        return touchpoint.triage().orElseGet(() -> TriageBuilder.builder().build());
    }

    private static String escalation(Triage triage) {
        long steps = triage.escalation().orElse(0);
        return switch ((int) Math.min(steps, 2)) {
            case 0 -> "";
            case 1 -> "escalated";
            default -> "escalated " + steps + " times";
        };
    }

    private static OptionalLong followers(Touchpoint touchpoint) {
        return touchpoint.author().map(Author::followers).orElse(OptionalLong.empty());
    }

    static String author(Touchpoint touchpoint) {
        return touchpoint
                .author()
                .flatMap(a -> a.handle().map(handle -> "@" + handle).or(a::name).or(a::id))
                .orElse("unknown");
    }

    /** A link is shown only where it leads to the web: {@code javascript:} and the like are not. */
    static String web(Optional<String> url) {
        return url.filter(text -> {
                    try {
                        String scheme = new URI(text).getScheme();
                        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
                    } catch (URISyntaxException notALink) {
                        return false;
                    }
                })
                .orElse("");
    }

    /** The title, unless the text begins with it, as where a platform makes one of the text. */
    private static Optional<String> title(Touchpoint touchpoint) {
        String text = touchpoint.text().orElse("");
        return touchpoint.title().filter(title -> !text.startsWith(title));
    }

    private static String snippet(Touchpoint touchpoint) {
        String text = title(touchpoint).map(title -> title + " — ").orElse("")
                + touchpoint.text().orElse("(no text)");
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= SNIPPET) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(SNIPPET - 1)) ? SNIPPET - 1 : SNIPPET;
        return line.substring(0, end) + "…";
    }

    private static String sign(Sentiment sentiment) {
        return switch (sentiment.label()) {
            case NEGATIVE -> "−";
            case NEUTRAL -> "○";
            case POSITIVE -> "+";
        };
    }

    private static boolean late(Triage triage, TriageStatus status, Instant now) {
        Instant end = triage.respondedAt().orElse(now);
        return (triage.respondedAt().isPresent() || status.open())
                && triage.dueAt().map(end::isAfter).orElse(false);
    }

    private static String clock(Instant due, Triage triage, TriageStatus status, Instant now) {
        if (triage.responseSeconds().isPresent()) {
            String answered = "answered in "
                    + age(Duration.ofSeconds(triage.responseSeconds().getAsLong()));
            return answered
                    + triage.nextAskedAt()
                            .filter(asked -> status.open())
                            .map(asked -> ", asks again since " + age(Duration.between(asked, now)))
                            .orElse("");
        }
        if (!status.open()) {
            return status.value();
        }
        Duration left = Duration.between(now, due);
        return left.isNegative() ? age(left.negated()) + " late" : age(left) + " left";
    }

    /** Two units at most: 3 d 4 h, 5 min. */
    static String age(Duration duration) {
        Duration d = duration.isNegative() ? Duration.ZERO : duration;
        if (d.toDays() > 0) {
            return d.toDays() + " d " + d.toHoursPart() + " h";
        }
        if (d.toHours() > 0) {
            return d.toHours() + " h " + d.toMinutesPart() + " min";
        }
        return d.toMinutes() > 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
    }

    static String compact(OptionalLong count) {
        if (count.isEmpty()) {
            return "";
        }
        long n = count.getAsLong();
        if (n >= 1_000_000) {
            return String.format(Locale.ROOT, "%.1f M", n / 1e6);
        }
        return n >= 10_000 ? n / 1000 + " k" : Long.toString(n);
    }
}
