package io.nificrm.email.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.format.Format;
import io.nificrm.format.Reading;
import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Providers post again what was not answered in time. Whoever does not sign the time of a request is only protected by its
 * events having the same ids: the second time they are the same documents, and events that differ never are.
 */
class WebhookTwiceTest {

    /** Two events of each provider that differ as little as they can: in what happened, or in its moment. */
    private static final Map<String, String> REQUESTS = Map.of(
            "sendgrid",
            "[{\"email\":\"jo@post.example\",\"timestamp\":1795341600,\"event\":\"open\",\"sg_event_id\":\"e1\"},{\"email\":\"jo@post.example\",\"timestamp\":1795341600,\"event\":\"open\",\"sg_event_id\":\"e2\"}]",
            "mailgun",
            "{\"event-data\":{\"event\":\"opened\",\"id\":\"a\",\"timestamp\":1795341600.5,\"recipient\":\"jo@post.example\"}}{\"event-data\":{\"event\":\"opened\",\"id\":\"b\",\"timestamp\":1795341600.5,\"recipient\":\"jo@post.example\"}}",
            "postmark",
            "{\"RecordType\":\"Open\",\"Recipient\":\"jo@post.example\",\"ReceivedAt\":\"2026-11-20T13:28:10Z\",\"MessageID\":\"m\"}{\"RecordType\":\"Open\",\"Recipient\":\"jo@post.example\",\"ReceivedAt\":\"2026-11-20T13:28:11Z\",\"MessageID\":\"m\"}",
            "ses",
            "{\"eventType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"feedbackId\":\"f1\",\"timestamp\":\"2026-11-20T08:00:00.000Z\",\"bouncedRecipients\":[{\"emailAddress\":\"jo@post.example\"},{\"emailAddress\":\"kim@post.example\"}]},\"mail\":{\"messageId\":\"0100\"}}",
            "mandrill",
            "[{\"event\":\"open\",\"msg\":{\"email\":\"jo@post.example\",\"_id\":\"m3\"},\"ts\":1795341600},{\"event\":\"open\",\"msg\":{\"email\":\"jo@post.example\",\"_id\":\"m3\"},\"ts\":1795341601}]",
            "mailjet",
            "[{\"event\":\"open\",\"time\":1795341600,\"MessageID\":19421777835146490,\"email\":\"jo@post.example\"},{\"event\":\"open\",\"time\":1795341601,\"MessageID\":19421777835146490,\"email\":\"jo@post.example\"}]",
            "brevo",
            "{\"event\":\"unique_opened\",\"email\":\"jo@post.example\",\"ts_event\":1795341600,\"message-id\":\"<1@relay.example>\"}{\"event\":\"click\",\"email\":\"jo@post.example\",\"ts_event\":1795341600,\"message-id\":\"<1@relay.example>\"}",
            "sparkpost",
            "[{\"msys\":{\"track_event\":{\"type\":\"open\",\"event_id\":\"1\",\"timestamp\":\"1795341600\",\"rcpt_to\":\"jo@post.example\"}}},{\"msys\":{\"track_event\":{\"type\":\"open\",\"event_id\":\"2\",\"timestamp\":\"1795341600\",\"rcpt_to\":\"jo@post.example\"}}}]",
            "resend",
            "{\"type\":\"email.bounced\",\"created_at\":\"2026-11-22T23:41:12.126Z\",\"data\":{\"email_id\":\"56\",\"to\":[\"jo@post.example\",\"kim@post.example\"],\"bounce\":{\"type\":\"Permanent\"}}}",
            "mailersend",
            "{\"type\":\"activity.opened\",\"created_at\":\"2026-11-20T08:00:00Z\",\"data\":{\"id\":\"a2\",\"email\":{\"recipient\":{\"email\":\"jo@post.example\"}}}}{\"type\":\"activity.opened\",\"created_at\":\"2026-11-20T08:00:00Z\",\"data\":{\"id\":\"a3\",\"email\":{\"recipient\":{\"email\":\"jo@post.example\"}}}}");

    @Test
    void everyProviderIsTried() {
        assertThat(ProviderFormats.all())
                .extracting(Format::name)
                .containsExactlyInAnyOrderElementsOf(REQUESTS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> theSameRequestIsTheSameDocuments() {
        return ProviderFormats.all().stream()
                .map(format -> DynamicTest.dynamicTest(format.name(), () -> {
                    List<Touchpoint> first = read(format, Duration.ZERO);
                    List<Touchpoint> again = read(format, Duration.ofHours(3));

                    assertThat(first).hasSize(2);
                    assertThat(new HashSet<>(first.stream().map(Touchpoint::id).toList()))
                            .hasSize(2);
                    assertThat(again).usingRecursiveComparison().isEqualTo(first);
                }));
    }

    /** All that an event says of itself: when we got it is no part of it. */
    private static List<Touchpoint> read(Format format, Duration later) {
        byte[] request = REQUESTS.get(format.name()).getBytes(StandardCharsets.UTF_8);
        Collected read =
                Collected.of(format, new ByteArrayInputStream(request), Reading.at(Collected.FETCHED.plus(later)));
        assertThat(read.reasons()).isEmpty();
        return read.touchpoints().stream()
                .map(touchpoint -> TouchpointBuilder.builder(touchpoint)
                        .fetchedAt(Optional.empty())
                        .build())
                .toList();
    }
}
