package io.nificrm.triage.desk;

import io.nificrm.marker.Marker;
import io.nificrm.marker.MarkerKind;
import io.nificrm.marker.MarkerStore;
import io.nificrm.triage.access.Account;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases, campaigns and incidents: what boards compare before and after. */
final class MarkersRoom implements DeskRoom {
    private static final int SHOWN = 50;

    private final MarkerStore markers;
    private final Clock clock;

    MarkersRoom(MarkerStore markers, Clock clock) {
        this.markers = markers;
        this.clock = clock;
    }

    @Override
    public String path() {
        return "/markers";
    }

    @Override
    public String name() {
        return "Markers";
    }

    @Override
    public Answer get(DeskRequest request) throws IOException {
        return page("", 200);
    }

    @Override
    public Answer post(DeskRequest request, Account agent) throws IOException {
        Optional<String> remove = request.field("remove");
        if (remove.isPresent()) {
            markers.remove(remove.get());
            return new Answer.SeeOther(path());
        }
        try {
            Optional<String> at = request.field("at");
            markers.put(Marker.of(
                    request.field("kind").flatMap(MarkerKind::named).orElse(MarkerKind.RELEASE),
                    request.field("title").orElse(""),
                    at.isPresent() ? time(at.get()) : clock.instant(),
                    request.field("until").map(MarkersRoom::time),
                    ids(request.field("topic")),
                    ids(request.field("brand")),
                    agent.name()));
            return new Answer.SeeOther(path());
        } catch (IllegalArgumentException e) {
            return page("This cannot be marked: " + e.getMessage() + ".", 400);
        }
    }

    /** As browsers send a date and time; UTC, as the page says. */
    private static Instant time(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 2026-11-20T09:00", e);
        }
    }

    private static List<String> ids(Optional<String> text) {
        return text.map(given -> Arrays.asList(given.split(","))).orElse(List.of());
    }

    private Answer page(String problem, int status) throws IOException {
        Map<String, Object> values = new HashMap<>();
        values.put("problem", problem);
        values.put(
                "markers", markers.newest(SHOWN).stream().map(MarkersRoom::row).toList());
        return new Answer.Page(status, "Markers", "markers", values);
    }

    private static Map<String, Object> row(Marker marker) {
        return Map.of(
                "id", marker.id(),
                "title", marker.title(),
                "kind", marker.kind(),
                "at", marker.timestamp().toString(),
                "until", marker.endedAt().map(Instant::toString).orElse(""),
                "topics", String.join(", ", marker.topic()),
                "brands", String.join(", ", marker.brand()),
                "who", marker.who());
    }
}
