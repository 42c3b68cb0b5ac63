package io.nificrm.dashboards;

import io.nificrm.dashboards.answers.TimeRange;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the invented community said and got within a month, without Elasticsearch. */
final class Said {

    private final SampleCommunity community;
    private final TimeRange month;

    Said(SampleCommunity community) {
        this.community = community;
        this.month = TimeRange.until(community.now(), "30d");
    }

    TimeRange month() {
        return month;
    }

    Instant now() {
        return community.now();
    }

    List<SampleCommunity.Voice> people() {
        return community.people();
    }

    /** Every touchpoint, of any time. */
    Stream<Touchpoint> all() {
        return community.touchpoints().stream();
    }

    /** What others said. */
    Stream<Touchpoint> voices() {
        return touchpoints(Touchpoint.Type.MENTION)
                .filter(mention -> !mention.author().flatMap(Author::ours).orElse(false));
    }

    /** What others said of our brands. */
    Stream<Touchpoint> ours() {
        return voices().filter(mention -> !mention.brands().isEmpty());
    }

    /** What happened to mails. */
    Stream<Touchpoint> events() {
        return touchpoints(Touchpoint.Type.EMAIL_EVENT);
    }

    /** To how many mails one of these things happened. */
    double mails(String... kinds) {
        return events().filter(event -> List.of(kinds).contains(event.kind().value()))
                .map(event -> event.email().flatMap(EmailDetails::messageId).orElseThrow())
                .distinct()
                .count();
    }

    /** How much others said in a time that began and ended so long ago. */
    double between(Duration from, Duration to) {
        TimeRange hour = new TimeRange(now().minus(from), now().minus(to));
        return (double)
                voices().filter(mention -> hour.contains(mention.timestamp())).count();
    }

    boolean overdue(Touchpoint mention) {
        return Triaged.triage(mention).dueAt().orElseThrow().isBefore(now());
    }

    private Stream<Touchpoint> touchpoints(Touchpoint.Type type) {
        return all().filter(touchpoint -> touchpoint.type() == type)
                .filter(touchpoint -> month.contains(touchpoint.timestamp()));
    }
}
