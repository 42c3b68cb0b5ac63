package io.nificrm.triage.desk;

import io.nificrm.idea.Idea;
import io.nificrm.idea.IdeaDecision;
import io.nificrm.idea.IdeaStatus;
import io.nificrm.idea.IdeaStore;
import io.nificrm.idea.Voice;
import io.nificrm.triage.access.Account;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What people wish for: the list by rank, one idea with its voices, and what becomes of it. */
final class IdeasRoom implements DeskRoom {
    private static final int SHOWN = 50;
    private static final int VOICES_SHOWN = 200;

    private final IdeaStore ideas;
    private final Clock clock;

    IdeasRoom(IdeaStore ideas, Clock clock) {
        this.ideas = ideas;
        this.clock = clock;
    }

    @Override
    public String path() {
        return "/ideas";
    }

    @Override
    public String name() {
        return "Ideas";
    }

    @Override
    public Answer get(DeskRequest request) throws IOException {
        Optional<String> id = request.parameter("id");
        return id.isPresent() ? idea(id.get(), "", 200) : list(request);
    }

    @Override
    public Answer post(DeskRequest request, Account agent) throws IOException {
        String id = request.field("id").orElse("");
        Optional<IdeaStatus> status = request.field("status").flatMap(IdeaStatus::named);
        if (status.isEmpty()) {
            return idea(id, "There is no such status.", 400);
        }
        Optional<Integer> revision = request.field("revision")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf);
        try {
            return switch (ideas.decide(id, status.get(), agent.name(), request.field("note"), revision)) {
                case IdeaStore.Outcome.Taken taken ->
                    new Answer.SeeOther(link(taken.idea().id()));
                case IdeaStore.Outcome.Unknown unknown -> missing();
                case IdeaStore.Outcome.Refused refused -> idea(id, refused.reason(), 409);
            };
        } catch (IllegalArgumentException e) {
            return idea(id, "This cannot be done: " + e.getMessage() + ".", 400);
        }
    }

    private Answer list(DeskRequest request) throws IOException {
        Optional<IdeaStatus> status = request.parameter("status").flatMap(IdeaStatus::named);
        Optional<String> words = request.parameter("words");
        Map<String, Object> values = new HashMap<>();
        List<Idea> found;
        try {
            found = ideas.ranked(status, words, SHOWN);
        } catch (IllegalArgumentException e) {
            found = List.of();
            values.put("problem", e.getMessage() + ".");
        }
        values.put("words", words.orElse(""));
        values.put("statuses", statuses(status.map(IdeaStatus::value).orElse("")));
        values.put("ideas", found.stream().map(this::row).toList());
        values.put("nothing", found.isEmpty());
        return new Answer.Page(200, "Ideas", "ideas", values);
    }

    private Answer idea(String id, String problem, int status) throws IOException {
        Optional<Idea> found = id.isBlank() ? Optional.empty() : ideas.find(id);
        if (found.isEmpty()) {
            return missing();
        }
        Idea idea = found.get();
        Map<String, Object> values = new HashMap<>(row(idea));
        values.put("problem", problem);
        values.put("statuses", statuses(idea.status()));
        values.put("revision", idea.revision());
        values.put("history", idea.history().stream().map(this::row).toList());
        boolean shipped = idea.status().equals(IdeaStatus.SHIPPED.value());
        values.put("shipped", shipped);
        List<Voice> voices = shipped ? idea.toTell() : idea.voices();
        values.put("shown", Math.min(voices.size(), VOICES_SHOWN));
        values.put("voices", voices.stream().limit(VOICES_SHOWN).map(this::row).toList());
        return new Answer.Page(status, "Idea", "idea", values);
    }

    private static Answer missing() {
        return new Answer.Page(
                404,
                "Ideas",
                "message",
                Map.of("message", "There is no idea with this id. Its last voice may have been erased."));
    }

    private Map<String, Object> row(Idea idea) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", idea.id());
        row.put("link", link(idea.id()).substring(1));
        row.put("title", idea.title());
        row.put("text", idea.text());
        row.put("lang", idea.lang().orElse(""));
        row.put("status", idea.status());
        row.put("note", idea.note().orElse(""));
        row.put("rank", String.format(Locale.ROOT, "%.1f", idea.rank()));
        row.put("people", count(idea.people(), "person", "people"));
        row.put("mentions", count(idea.mentions(), "mention", "mentions"));
        row.put("reach", idea.reach() == 0 ? "" : MentionView.compact(OptionalLong.of(idea.reach())));
        row.put("topics", String.join(", ", idea.topics()));
        row.put("platforms", String.join(", ", idea.platforms()));
        idea.mood().ifPresent(mood -> row.put("mood", mood < -0.25 ? "negative" : mood > 0.25 ? "positive" : ""));
        row.put("last", ago(idea.lastSeen()));
        row.put("first", ago(idea.firstSeen()));
        return row;
    }

    private Map<String, Object> row(Voice voice) {
        Map<String, Object> row = new HashMap<>();
        row.put("author", voice.name().orElse(voice.author()));
        row.put("handle", voice.author());
        row.put("person", voice.person().orElse(""));
        row.put("text", voice.text());
        row.put("lang", voice.lang().orElse(""));
        row.put("url", MentionView.web(voice.url()));
        row.put("mention", "mention?id=" + URLEncoder.encode(voice.touchpointId(), StandardCharsets.UTF_8));
        row.put("at", voice.at().toString());
        row.put("ago", ago(voice.at()));
        return row;
    }

    private Map<String, Object> row(IdeaDecision decision) {
        Map<String, Object> row = new HashMap<>();
        row.put("at", decision.at().toString());
        row.put("ago", ago(decision.at()));
        row.put("actor", decision.actor());
        row.put("status", decision.status());
        row.put("note", decision.note().orElse(""));
        return row;
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static List<Map<String, Object>> statuses(String chosen) {
        List<Map<String, Object>> options = new ArrayList<>();
        Arrays.stream(IdeaStatus.values())
                .map(IdeaStatus::value)
                .forEach(value -> options.add(Map.of("value", value, "chosen", value.equals(chosen))));
        return options;
    }

    private String ago(Instant time) {
        return MentionView.age(Duration.between(time, clock.instant()));
    }

    private String link(String id) {
        return path() + "?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
