package io.nificrm.source.feed;

import com.rometools.rome.io.impl.DateParser;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/** Times in feeds: RFC 822 and its many misspellings, W3C and ISO-8601, as Rome understands them. */
final class FeedTime {

    private FeedTime() {}

    static Optional<Instant> parse(String text) {
        return Optional.ofNullable(DateParser.parseDate(text.strip(), Locale.US))
                .map(Date::toInstant);
    }
}
