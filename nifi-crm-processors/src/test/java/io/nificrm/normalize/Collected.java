package io.nificrm.normalize;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.ItemLimits;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.touchpoint.Touchpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a format makes of some bytes, for tests. */
public record Collected(List<Touchpoint> touchpoints, List<InvalidItem> invalid, List<String> ignored) {
    /** When the tests' items were fetched. */
    public static final Instant FETCHED = Instant.parse("2026-11-22T10:00:00Z");

    public static Collected of(Format format, String content) {
        return of(format, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Collected of(Format format, byte[] content) {
        return of(format, new ByteArrayInputStream(content), Reading.at(FETCHED));
    }

    public static Collected of(Format format, InputStream content, Reading reading) {
        Collected collected = new Collected(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            format.read(content, reading, new Sink() {
                @Override
                public void touchpoint(Touchpoint touchpoint) {
                    collected.touchpoints.add(touchpoint);
                }

                @Override
                public void invalid(InvalidItem item) {
                    collected.invalid.add(item);
                }

                @Override
                public void ignored(String what) {
                    collected.ignored.add(what);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected;
    }

    /** A reading that keeps raw items. */
    public static Reading keepingRaw() {
        return new Reading(FETCHED, true, ItemLimits.DEFAULT);
    }

    /** The one touchpoint that there must be, and nothing invalid. */
    public Touchpoint only() {
        if (touchpoints.size() != 1 || !invalid.isEmpty()) {
            throw new AssertionError(touchpoints.size() + " touchpoints, invalid: " + reasons());
        }
        return touchpoints.getFirst();
    }

    public List<String> reasons() {
        return invalid.stream().map(InvalidItem::reason).toList();
    }

    public List<String> ids() {
        return touchpoints.stream().map(Touchpoint::id).toList();
    }
}
