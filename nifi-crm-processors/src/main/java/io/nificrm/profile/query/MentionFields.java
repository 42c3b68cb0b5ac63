package io.nificrm.profile.query;

import io.nificrm.profile.query.MentionField.Kind;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Emotion;
import io.nificrm.touchpoint.Engagement;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Person;
import io.nificrm.touchpoint.Sentiment;
import io.nificrm.touchpoint.Spam;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.Triage;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.util.NumericUtils;

/** The fields of the document that queries can name; {@code docs/profile.md} lists them. */
final class MentionFields {
    /** What was said: title, subject and text together; the field of words that name none. */
    static final String SAID = "said";

    private static final Set<String> TRUTH = Set.of("true", "false");
    private static final Map<String, MentionField> ALL = all();

    private MentionFields() {}

    static Optional<MentionField> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** A field known to exist. */
    static MentionField get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no field " + name));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, MentionField> all() {
        Builder fields = new Builder();
        mention(fields);
        author(fields);
        engagement(fields);
        tags(fields);
        email(fields);
        routing(fields);
        return Map.copyOf(fields.byName);
    }

    private static void mention(Builder fields) {
        fields.text(SAID, (t, sink) -> {
            t.title().ifPresent(title -> sink.accept("title", title));
            t.email().flatMap(EmailDetails::subject).ifPresent(subject -> sink.accept("email.subject", subject));
            t.text().ifPresent(text -> sink.accept("text", text));
        });
        fields.text("text", (t, sink) -> t.text().ifPresent(text -> sink.accept("text", text)));
        fields.text("title", (t, sink) -> t.title().ifPresent(title -> sink.accept("title", title)));
        fields.keyword("id", t -> Optional.of(t.id()));
        fields.closed(
                "type",
                values(Touchpoint.Type.values(), Touchpoint.Type::value),
                t -> Optional.of(t.type().value()));
        fields.keyword("platform", t -> Optional.of(t.platform()));
        fields.closed(
                "channel",
                values(Touchpoint.Channel.values(), Touchpoint.Channel::value),
                t -> t.channel().map(Touchpoint.Channel::value));
        fields.closed(
                "kind",
                values(Touchpoint.Kind.values(), Touchpoint.Kind::value),
                t -> Optional.of(t.kind().value()));
        fields.keyword("url", Touchpoint::url);
        fields.keyword("lang", Touchpoint::lang);
        fields.keywords("hashtags", Touchpoint::hashtags);
        fields.keywords("mentions", Touchpoint::mentions);
        fields.keywords("links.url", t -> t.links().stream().map(Link::url).toList());
        fields.keywords(
                "links.domain",
                t -> t.links().stream().flatMap(link -> link.domain().stream()).toList());
        fields.keywords(
                "media.type",
                t -> t.media().stream().flatMap(media -> media.type().stream()).toList());
        fields.keywords(
                "media.url",
                t -> t.media().stream().flatMap(media -> media.url().stream()).toList());
        fields.text(
                "media.alt",
                (t, sink) -> t.media().forEach(media -> media.alt().ifPresent(alt -> sink.accept("media.alt", alt))));
        fields.keyword("thread_id", Touchpoint::threadId);
        fields.keyword("in_reply_to", Touchpoint::inReplyTo);
        fields.keyword("repost_of", Touchpoint::repostOf);
        fields.keyword("duplicate_of", Touchpoint::duplicateOf);
        fields.keyword("outlet", Touchpoint::outlet);
        fields.keyword("community", Touchpoint::community);
        fields.decimal("rating", Touchpoint::rating);
        fields.keyword("availability", Touchpoint::availability);
        fields.date("@timestamp", t -> Optional.of(t.timestamp()));
        fields.closed(
                "timestamp_of",
                values(Touchpoint.TimestampOf.values(), Touchpoint.TimestampOf::value),
                t -> t.timestampOf().map(Touchpoint.TimestampOf::value));
        fields.date("fetched_at", Touchpoint::fetchedAt);
        fields.count(
                "hour",
                t -> OptionalLong.of(t.timestamp().atOffset(ZoneOffset.UTC).getHour()));
        fields.closed(
                "weekday",
                values(DayOfWeek.values(), MentionFields::shortName),
                t -> Optional.of(
                        shortName(t.timestamp().atOffset(ZoneOffset.UTC).getDayOfWeek())));
        fields.count("reach", Touchpoint::reach);
    }

    private static void author(Builder fields) {
        fields.keyword("author.id", of(Touchpoint::author, Author::id));
        fields.keyword("author.handle", of(Touchpoint::author, Author::handle));
        fields.keyword("author.url", of(Touchpoint::author, Author::url));
        fields.text("author.name", part("author.name", of(Touchpoint::author, Author::name)));
        fields.text("author.bio", part("author.bio", of(Touchpoint::author, Author::bio)));
        fields.count("author.followers", t -> t.author().map(Author::followers).orElseGet(OptionalLong::empty));
        fields.date("author.account_created_at", of(Touchpoint::author, Author::accountCreatedAt));
        fields.truth("author.verified", of(Touchpoint::author, Author::verified));
        fields.truth("author.bot", of(Touchpoint::author, Author::bot));
        fields.truth("author.ours", of(Touchpoint::author, Author::ours));
    }

    private static void engagement(Builder fields) {
        fields.count("engagement.likes", count(Engagement::likes));
        fields.count("engagement.reposts", count(Engagement::reposts));
        fields.count("engagement.replies", count(Engagement::replies));
        fields.count("engagement.quotes", count(Engagement::quotes));
        fields.count("engagement.views", count(Engagement::views));
        fields.count("engagement.score", count(Engagement::score));
    }

    private static void tags(Builder fields) {
        fields.keywords("brands", Touchpoint::brands);
        fields.keywords("competitors", Touchpoint::competitors);
        fields.keywords("topics", Touchpoint::topics);
        fields.keywords("personas", Touchpoint::personas);
        fields.keywords("needs", Touchpoint::needs);
        fields.keywords("intents", Touchpoint::intents);
        fields.keywords("key_messages", Touchpoint::keyMessages);
        fields.closed(
                "sentiment.label",
                values(Sentiment.Label.values(), Sentiment.Label::value),
                t -> t.sentiment().map(s -> s.label().value()));
        fields.decimal(
                "sentiment.score", t -> t.sentiment().map(Sentiment::score).orElseGet(OptionalDouble::empty));
        fields.decimal(
                "sentiment.confidence",
                t -> t.sentiment().map(Sentiment::confidence).orElseGet(OptionalDouble::empty));
        fields.keyword("emotion.label", t -> t.emotion().map(Emotion::label));
        fields.decimal(
                "emotion.confidence", t -> t.emotion().map(Emotion::confidence).orElseGet(OptionalDouble::empty));
        fields.decimal(
                "spam.score",
                t -> t.spam().map(spam -> OptionalDouble.of(spam.score())).orElseGet(OptionalDouble::empty));
        fields.keywords("spam.reasons", t -> t.spam().map(Spam::reasons).orElse(List.of()));
        fields.keyword("campaign.source", of(Touchpoint::campaign, Campaign::source));
        fields.keyword("campaign.medium", of(Touchpoint::campaign, Campaign::medium));
        fields.keyword("campaign.name", of(Touchpoint::campaign, Campaign::name));
        fields.keyword("campaign.content", of(Touchpoint::campaign, Campaign::content));
        fields.keyword("campaign.term", of(Touchpoint::campaign, Campaign::term));
        fields.keyword("person.id", of(Touchpoint::person, Person::id));
        fields.truth("person.matched", of(Touchpoint::person, Person::matched));
        fields.keyword("person.stage", of(Touchpoint::person, Person::stage));
        fields.keywords("person.segment", t -> t.person().map(Person::segment).orElse(List.of()));
    }

    private static void email(Builder fields) {
        fields.keyword("email.message_id", of(Touchpoint::email, EmailDetails::messageId));
        fields.text("email.subject", part("email.subject", of(Touchpoint::email, EmailDetails::subject)));
        fields.keyword("email.recipient", of(Touchpoint::email, EmailDetails::recipient));
        fields.keyword("email.provider", of(Touchpoint::email, EmailDetails::provider));
        fields.closed(
                "email.bounce.type",
                values(Bounce.Type.values(), Bounce.Type::value),
                t -> t.email()
                        .flatMap(EmailDetails::bounce)
                        .flatMap(Bounce::type)
                        .map(Bounce.Type::value));
        fields.keyword(
                "email.bounce.code",
                t -> t.email().flatMap(EmailDetails::bounce).flatMap(Bounce::code));
        fields.text("email.reason", part("email.reason", of(Touchpoint::email, EmailDetails::reason)));
        fields.keyword("email.template", of(Touchpoint::email, EmailDetails::template));
        fields.keyword("email.list", of(Touchpoint::email, EmailDetails::list));
    }

    private static void routing(Builder fields) {
        fields.keyword("triage.status", of(Touchpoint::triage, Triage::status));
        fields.keyword("triage.assignee", of(Touchpoint::triage, Triage::assignee));
        fields.keyword("triage.outcome", of(Touchpoint::triage, Triage::outcome));
    }

    private static <P, V> Function<Touchpoint, Optional<V>> of(
            Function<Touchpoint, Optional<P>> parent, Function<P, Optional<V>> value) {
        return touchpoint -> parent.apply(touchpoint).flatMap(value);
    }

    private static Function<Touchpoint, OptionalLong> count(Function<Engagement, OptionalLong> value) {
        return touchpoint -> touchpoint.engagement().map(value).orElseGet(OptionalLong::empty);
    }

    private static MentionField.Strings part(String part, Function<Touchpoint, Optional<String>> value) {
        return (touchpoint, sink) -> value.apply(touchpoint).ifPresent(text -> sink.accept(part, text));
    }

    private static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static <E> Set<String> values(E[] constants, Function<E, String> value) {
        return Arrays.stream(constants).map(value).collect(Collectors.toUnmodifiableSet());
    }

    private static final class Builder {
        private final Map<String, MentionField> byName = new LinkedHashMap<>();

        void text(String name, MentionField.Strings strings) {
            add(new MentionField(name, Kind.TEXT, false, Set.of(), strings, t -> OptionalLong.empty()));
        }

        void keyword(String name, Function<Touchpoint, Optional<String>> value) {
            closed(name, Set.of(), value);
        }

        void closed(String name, Set<String> vocabulary, Function<Touchpoint, Optional<String>> value) {
            add(new MentionField(name, Kind.KEYWORD, true, vocabulary, part(name, value), t -> OptionalLong.empty()));
        }

        void truth(String name, Function<Touchpoint, Optional<Boolean>> value) {
            closed(name, TRUTH, t -> value.apply(t).map(String::valueOf));
        }

        void keywords(String name, Function<Touchpoint, List<String>> values) {
            MentionField.Strings strings = (t, sink) -> values.apply(t).forEach(value -> sink.accept(name, value));
            add(new MentionField(name, Kind.KEYWORD, false, Set.of(), strings, t -> OptionalLong.empty()));
        }

        void count(String name, Function<Touchpoint, OptionalLong> value) {
            add(new MentionField(name, Kind.WHOLE_NUMBER, true, Set.of(), (t, sink) -> {}, value));
        }

        void decimal(String name, Function<Touchpoint, OptionalDouble> value) {
            add(new MentionField(name, Kind.DECIMAL, true, Set.of(), (t, sink) -> {}, t -> {
                OptionalDouble number = value.apply(t);
                return number.isPresent()
                        ? OptionalLong.of(NumericUtils.doubleToSortableLong(number.getAsDouble()))
                        : OptionalLong.empty();
            }));
        }

        void date(String name, Function<Touchpoint, Optional<Instant>> value) {
            add(new MentionField(
                    name,
                    Kind.DATE,
                    true,
                    Set.of(),
                    (t, sink) -> {},
                    t -> value.apply(t)
                            .map(moment -> OptionalLong.of(moment.toEpochMilli()))
                            .orElseGet(OptionalLong::empty)));
        }

        private void add(MentionField field) {
            byName.put(field.name(), field);
        }
    }
}
