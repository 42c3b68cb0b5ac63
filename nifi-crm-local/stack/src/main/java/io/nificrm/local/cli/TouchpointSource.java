package io.nificrm.local.cli;

import io.nificrm.touchpoint.Line;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Where touchpoints come from, one after the other. */
@FunctionalInterface
interface TouchpointSource {

    /** The next line; empty at the end. */
    Optional<Line<Touchpoint>> next() throws IOException;

    /** Hands on every touchpoint and complains of every line that is none. */
    default void forEach(Consumer<Touchpoint> consumer, Complaints complaints) throws IOException {
        for (Optional<Line<Touchpoint>> line = next(); line.isPresent(); line = next()) {
            switch (line.get()) {
                case Line.Valid<Touchpoint> valid -> consumer.accept(valid.value());
                case Line.Invalid<Touchpoint> invalid ->
                    complaints.add("line " + invalid.number() + ": " + invalid.reason());
            }
        }
    }
}
