package io.nificrm.email.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Touchpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each provider posts, in its own shape. */
class ProviderFormatsTest {
    @Test
    void sendGrid() {
        Collected events = Collected.of(SendGrid.FORMAT, """
                [{"email":"Jo@post.example","timestamp":1795341600,"smtp-id":"<14@acme.example>","event":"processed","sg_event_id":"e1","sg_message_id":"m"},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"bounce","type":"bounce","status":"5.1.1","reason":"550 5.1.1 user unknown","sg_event_id":"e2","smtp-id":"<14@acme.example>","category":["news"]},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"bounce","type":"blocked","status":"5.7.1","reason":"blocked","sg_event_id":"e3"},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"deferred","response":"400 try again later","sg_event_id":"e4"},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"click","url":"https://acme.example/?utm_campaign=winter","useragent":"Mozilla/5.0","ip":"192.0.2.1","sg_event_id":"e5"},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"dropped","reason":"Bounced Address","sg_event_id":"e6"},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"group_unsubscribe","asm_group_id":10,"sg_event_id":"e7"},
                 {"email":"jo@post.example","timestamp":1795341600,"event":"spamreport","sg_event_id":"e8"},
                 {"event":"account_status_change","timestamp":1795341600},{"event":"invented","timestamp":1}]""");

        assertThat(kinds(events))
                .isEqualTo(
                        "sent bounced:hard:5.1.1 bounced:block:5.7.1 deferred:soft:- clicked rejected unsubscribed complained");
        assertThat(events.ids().getFirst()).isEqualTo("email:sendgrid:e1");
        assertThat(events.ignored()).hasSize(1);
        assertThat(events.reasons()).containsExactly("unknown event 'invented'");
        EmailDetails bounce = details(events, 1);
        assertThat(bounce.recipient()).contains("jo@post.example");
        assertThat(bounce.messageId()).contains("14@acme.example");
        assertThat(bounce.provider()).contains("sendgrid");
        assertThat(bounce.reason()).contains("550 5.1.1 user unknown");
        assertThat(events.touchpoints().get(4).campaign().orElseThrow().name()).contains("winter");
        assertThat(details(events, 4).ip()).contains("192.0.2.1");
        assertThat(details(events, 6).list()).contains("10");
    }

    @Test
    void mailgun() {
        Collected events = Collected.of(Mailgun.FORMAT, """
                {"signature":{"timestamp":"1","token":"t","signature":"s"},"event-data":{"event":"failed","severity":"permanent","id":"a","timestamp":1795341600.5,"recipient":"jo@post.example","reason":"bounce","message":{"headers":{"message-id":"1@acme.example","subject":"News"}},"delivery-status":{"code":550,"message":"5.1.1 user unknown","description":""},"tags":["news"]}}
                {"event-data":{"event":"failed","severity":"temporary","id":"b","timestamp":1795341600,"recipient":"jo@post.example","delivery-status":{"message":"mailbox full"}}}
                {"items":[{"event":"delivered","id":"c","timestamp":1795341600,"recipient":"jo@post.example"},{"event":"stored","id":"d","timestamp":1}]}
                """);
        Collected form = Collected.of(
                Mailgun.FORMAT,
                "event=clicked&recipient=jo%40post.example&timestamp=1795341600&url=https%3A%2F%2Facme.example%2F&Message-Id=%3C1%40acme.example%3E");

        assertThat(kinds(events)).isEqualTo("bounced:hard:5.1.1 deferred:soft:- delivered");
        assertThat(details(events, 0).subject()).contains("News");
        assertThat(details(events, 0).messageId()).contains("1@acme.example");
        assertThat(events.ignored()).hasSize(1);
        assertThat(kinds(form)).isEqualTo("clicked");
        assertThat(details(form, 0).recipient()).contains("jo@post.example");
    }

    @Test
    void postmark() {
        Collected events = Collected.of(Postmark.FORMAT, """
                {"RecordType":"Bounce","ID":42,"Type":"HardBounce","Email":"jo@post.example","BouncedAt":"2026-11-20T13:28:10.2735393-04:00","Details":"smtp;550 5.1.1 no such user","Subject":"News","MessageID":"883953f4","MessageStream":"outbound"}
                {"RecordType":"Bounce","ID":43,"Type":"SpamNotification","Email":"jo@post.example","BouncedAt":"2026-11-20T13:28:10Z"}
                {"RecordType":"Bounce","ID":44,"Type":"AutoResponder","Email":"jo@post.example","BouncedAt":"2026-11-20T13:28:10Z"}
                {"RecordType":"Delivery","Recipient":"jo@post.example","DeliveredAt":"2026-11-20T13:28:10Z","MessageID":"m"}
                {"RecordType":"Open","Recipient":"jo@post.example","ReceivedAt":"2026-11-20T13:28:10Z","UserAgent":"Mail","Geo":{"IP":"192.0.2.1"}}
                {"RecordType":"SubscriptionChange","Recipient":"jo@post.example","ChangedAt":"2026-11-20T13:28:10Z","SuppressSending":true,"SuppressionReason":"ManualSuppression"}
                {"RecordType":"SpamComplaint","ID":45,"Email":"jo@post.example","BouncedAt":"2026-11-20T13:28:10Z"}
                {"FromFull":{"Email":"jo@post.example"},"TextBody":"hi"}
                """);

        assertThat(kinds(events))
                .isEqualTo("bounced:hard:5.1.1 bounced:block:- auto_replied delivered opened unsubscribed complained");
        assertThat(events.ignored()).hasSize(1);
        assertThat(details(events, 0).list()).contains("outbound");
    }

    @Test
    void ses() {
        String bounce = """
                {"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","feedbackId":"f1","timestamp":"2026-11-20T08:00:00.000Z","bouncedRecipients":[{"emailAddress":"jo@post.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"},{"emailAddress":"kim@post.example"}]},
                 "mail":{"timestamp":"2026-11-20T07:59:00.000Z","messageId":"0100","destination":["jo@post.example"],"commonHeaders":{"subject":"News","messageId":"<1@acme.example>"}}}""";
        Collected events = Collected.of(
                Ses.FORMAT,
                "{\"Type\":\"Notification\",\"MessageId\":\"n\",\"TopicArn\":\"arn:aws:sns:x\",\"Message\":"
                        + quoted(bounce) + ",\"Timestamp\":\"2026-11-20T08:00:01Z\"}\n"
                        + "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https://sns.example\"}\n"
                        + "{\"notificationType\":\"Complaint\",\"complaint\":{\"feedbackId\":\"f2\",\"complaintFeedbackType\":\"abuse\",\"timestamp\":\"2026-11-20T08:00:00Z\",\"complainedRecipients\":[{\"emailAddress\":\"jo@post.example\"}]},\"mail\":{\"messageId\":\"0100\"}}\n"
                        + "{\"version\":\"0\",\"detail-type\":\"Email Clicked\",\"detail\":{\"eventType\":\"Click\",\"click\":{\"timestamp\":\"2026-11-20T08:00:00Z\",\"link\":\"https://acme.example/\",\"ipAddress\":\"192.0.2.1\",\"userAgent\":\"M\"},\"mail\":{\"messageId\":\"0100\",\"destination\":[\"jo@post.example\"]}}}\n"
                        + "{\"eventType\":\"DeliveryDelay\",\"deliveryDelay\":{\"delayType\":\"MailboxFull\",\"timestamp\":\"2026-11-20T08:00:00Z\",\"delayedRecipients\":[{\"emailAddress\":\"jo@post.example\",\"status\":\"4.2.2\"}]},\"mail\":{\"messageId\":\"0100\"}}\n"
                        + "{\"eventType\":\"Subscription\",\"subscription\":{\"contactList\":\"L\",\"timestamp\":\"2026-11-20T08:00:00Z\",\"newTopicPreferences\":{\"unsubscribeAll\":true}},\"mail\":{\"messageId\":\"0100\",\"destination\":[\"jo@post.example\"]}}\n"
                        + "{\"Type\":\"Notification\",\"Message\":\"{broken\"}\n");

        assertThat(kinds(events))
                .isEqualTo("bounced:hard:5.1.1 bounced:hard:- complained clicked deferred:soft:4.2.2 unsubscribed");
        assertThat(events.ids().getFirst()).isEqualTo("email:ses:f1#jo@post.example");
        assertThat(events.ignored()).hasSize(1);
        assertThat(events.reasons()).singleElement().asString().startsWith("field 'Message' is not JSON");
        assertThat(details(events, 0).messageId()).contains("1@acme.example");
        assertThat(details(events, 0).subject()).contains("News");
    }

    @Test
    void mandrill() {
        String json = """
                [{"event":"hard_bounce","msg":{"ts":1795341500,"subject":"News","email":"jo@post.example","_id":"m1","bounce_description":"bad_mailbox","diag":"smtp;550 5.1.1 unknown user","tags":["news"]},"_id":"m1","ts":1795341600},
                 {"event":"deferral","msg":{"email":"jo@post.example","_id":"m2","smtp_events":[{"diag":"451 4.3.5 try again later"}]},"ts":1795341600},
                 {"event":"open","msg":{"email":"jo@post.example","_id":"m3"},"ip":"192.0.2.1","user_agent":"M","ts":1795341600},
                 {"event":"spam","msg":{"email":"jo@post.example","_id":"m4"},"ts":1795341600},
                 {"type":"blacklist","action":"add","ts":1},{"event":"inbound","ts":1,"msg":{}}]""";
        Collected form =
                Collected.of(Mandrill.FORMAT, "mandrill_events=" + URLEncoder.encode(json, StandardCharsets.UTF_8));

        assertThat(kinds(form)).isEqualTo("bounced:hard:5.1.1 deferred:soft:4.3.5 opened complained");
        assertThat(form.ids())
                .isEqualTo(Collected.of(Mandrill.FORMAT, json).ids())
                .doesNotHaveDuplicates();
        assertThat(form.ignored()).hasSize(2);
    }

    @Test
    void mailjet() {
        Collected events = Collected.of(Mailjet.FORMAT, """
                [{"event":"sent","time":1795341600,"MessageID":19421777835146490,"Message_GUID":"g","email":"jo@post.example","smtp_reply":"sent (250 2.0.0 OK)"},
                 {"event":"bounce","time":1795341600,"MessageID":13792286917004336,"email":"jo@post.example","blocked":false,"hard_bounce":true,"error_related_to":"recipient","error":"user unknown","comment":""},
                 {"event":"bounce","time":1795341600,"MessageID":1,"email":"jo@post.example","hard_bounce":false,"error_related_to":"spam","error":"sender blocked"},
                 {"event":"blocked","time":1795341600,"MessageID":2,"email":"jo@post.example","error_related_to":"recipient","error":"preblocked"},
                 {"event":"unsub","time":1795341600,"MessageID":3,"email":"jo@post.example","mj_list_id":7,"ip":"192.0.2.1","agent":"M"},
                 {"event":"click","time":1795341600,"MessageID":4,"email":"jo@post.example","url":"https://acme.example/"}]""");

        assertThat(kinds(events)).isEqualTo("delivered bounced:hard:- bounced:block:- rejected unsubscribed clicked");
        assertThat(details(events, 1).reason()).contains("recipient: user unknown");
        assertThat(details(events, 4).list()).contains("7");
        assertThat(events.ids()).doesNotHaveDuplicates();
    }

    @Test
    void brevo() {
        Collected events = Collected.of(Brevo.FORMAT, """
                {"event":"hard_bounce","email":"jo@post.example","id":1,"date":"2026-11-20 10:00:00","ts":1795341600,"message-id":"<1@relay.example>","ts_event":1795341600,"subject":"News","tag":"[\\"n\\"]","reason":"550 user unknown","ts_epoch":1795341600223,"template_id":22}
                {"event":"unique_opened","email":"jo@post.example","ts_event":1795341600,"message-id":"<1@relay.example>"}
                {"event":"reply","email":"jo@post.example","ts_event":1795341600}
                {"event":"unsubscribe","email":"jo@post.example","ts_event":1795341600,"campaign name":"Winter","list_id":[3]}
                {"event":"contact_deleted","ts_event":1795341600}
                """);

        assertThat(kinds(events)).isEqualTo("bounced:hard:- opened replied unsubscribed");
        assertThat(details(events, 0).template()).contains("22");
        assertThat(details(events, 3).list()).contains("3");
        assertThat(events.ignored()).hasSize(1);
    }

    @Test
    void sparkPost() {
        Collected events = Collected.of(SparkPost.FORMAT, """
                [{"msys":{"message_event":{"type":"bounce","bounce_class":"10","event_id":"1","timestamp":"1795341600","rcpt_to":"jo@post.example","raw_rcpt_to":"Jo@post.example","message_id":"m","raw_reason":"550 5.1.1 user unknown","subject":"News","campaign_id":"c","template_id":"t"}}},
                 {"msys":{"message_event":{"type":"bounce","bounce_class":"60","event_id":"2","timestamp":"1795341600","rcpt_to":"jo@post.example"}}},
                 {"msys":{"message_event":{"type":"delay","event_id":"3","timestamp":"1795341600","rcpt_to":"jo@post.example","raw_reason":"452 4.2.2 full"}}},
                 {"msys":{"track_event":{"type":"click","event_id":"4","timestamp":"1795341600","rcpt_to":"jo@post.example","target_link_url":"https://acme.example/"}}},
                 {"msys":{"unsubscribe_event":{"type":"list_unsubscribe","event_id":"5","timestamp":"1795341600","rcpt_to":"jo@post.example"}}},
                 {"msys":{"gen_event":{"type":"generation_failure","event_id":"6","timestamp":"1795341600","rcpt_to":"jo@post.example"}}},
                 {"msys":{"relay_event":{"type":"relay_injection"}}},{"msys":{}}]""");

        assertThat(kinds(events))
                .isEqualTo("bounced:hard:5.1.1 auto_replied deferred:soft:4.2.2 clicked unsubscribed rejected");
        assertThat(events.ids().getFirst()).isEqualTo("email:sparkpost:1");
        assertThat(events.ignored()).hasSize(2);
    }

    @Test
    void resend() {
        Collected events = Collected.of(Resend.FORMAT, """
                {"type":"email.bounced","created_at":"2026-11-22T23:41:12.126Z","data":{"email_id":"56","created_at":"2026-11-22T23:41:11.894719+00:00","from":"Acme <news@acme.example>","to":["Jo <jo@post.example>","kim@post.example"],"subject":"News","bounce":{"message":"The recipient's mailbox is full","subType":"MailboxFull","type":"Transient"}}}
                {"type":"email.clicked","created_at":"2026-11-22T23:41:12.126Z","data":{"email_id":"56","to":["jo@post.example"],"click":{"ipAddress":"192.0.2.1","link":"https://acme.example/","timestamp":"2026-11-22T23:42:00Z","userAgent":"M"}}}
                {"type":"email.failed","created_at":"2026-11-22T23:41:12Z","data":{"email_id":"57","to":["jo@post.example"],"failed":{"reason":"reached_daily_quota"}}}
                {"type":"contact.created","created_at":"2026-11-22T23:41:12Z","data":{}}
                """);

        assertThat(kinds(events)).isEqualTo("bounced:soft:- bounced:soft:- clicked rejected");
        assertThat(details(events, 0).recipient()).contains("jo@post.example");
        assertThat(events.ids()).doesNotHaveDuplicates();
        assertThat(events.ignored()).hasSize(1);
    }

    @Test
    void mailerSend() {
        Collected events = Collected.of(MailerSend.FORMAT, """
                {"type":"activity.hard_bounced","domain_id":"d","created_at":"2026-11-20T08:00:00.000000Z","webhook_id":"w","url":"u","data":{"object":"activity","id":"a1","type":"hard_bounced","created_at":"2026-11-20T08:00:00.000000Z","email":{"id":"e","from":"news@acme.example","subject":"News","message":{"id":"m"},"recipient":{"email":"jo@post.example"},"tags":["n"]},"morph":{"object":"recipient_bounce","reason":"Host or domain name not found"},"template_id":"t"}}
                {"type":"activity.clicked","created_at":"2026-11-20T08:00:00Z","data":{"id":"a2","email":{"recipient":{"email":"jo@post.example"}},"morph":{"object":"click","created_at":"2026-11-20T08:01:00Z","ip":"192.0.2.1","url":"https://acme.example/"}}}
                {"type":"sender_identity.verified","created_at":"2026-11-20T08:00:00Z"}
                """);

        assertThat(kinds(events)).isEqualTo("bounced:hard:- clicked");
        assertThat(details(events, 0).reason()).contains("Host or domain name not found");
        assertThat(events.ignored()).hasSize(1);
    }

    /** Kinds in order; of bounces also type and code. */
    private static String kinds(Collected events) {
        return String.join(
                " ",
                events.touchpoints().stream().map(ProviderFormatsTest::kind).toList());
    }

    private static String kind(Touchpoint event) {
        Optional<Bounce> bounce = event.email().orElseThrow().bounce();
        return event.kind().value()
                + bounce.map(b -> ":" + b.type().map(Bounce.Type::value).orElse("-") + ':'
                                + b.code().orElse("-"))
                        .orElse("");
    }

    private static EmailDetails details(Collected events, int index) {
        return events.touchpoints().get(index).email().orElseThrow();
    }

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
