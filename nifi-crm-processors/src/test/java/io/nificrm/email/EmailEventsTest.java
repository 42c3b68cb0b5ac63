package io.nificrm.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Bounce;
import io.nificrm.touchpoint.EmailDetails;
import io.nificrm.touchpoint.Touchpoint;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mails that servers and programs write about mails. */
class EmailEventsTest {
    private final MimeFormat format = new MimeFormat();

    @Test
    void aDeliveryStatusNotificationIsAnEventForEachRecipient() {
        Collected events = Collected.of(format, """
                Return-Path: <>
                Message-ID: <dsn-1@mx.acme.example>
                Date: Fri, 20 Nov 2026 10:00:00 +0000
                From: MAILER-DAEMON@mx.acme.example (Mail Delivery System)
                To: news@acme.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                This is the mail system at host mx.acme.example.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.acme.example

                Final-Recipient: rfc822; Gone@post.example
                Action: failed
                Status: 5.0.0
                Diagnostic-Code: smtp; 550 5.1.1 <gone@post.example>:
                    Recipient address rejected: User unknown

                Final-Recipient: rfc822; full@post.example
                Action: delayed
                Status: 4.2.2
                Diagnostic-Code: smtp; 452 4.2.2 Mailbox full

                Final-Recipient: rfc822; fine@post.example
                Action: relayed
                Status: 2.0.0

                Final-Recipient: rfc822; strict@post.example
                Action: failed
                Status: 5.7.1
                Diagnostic-Code: smtp; 554 5.7.1 Service unavailable; Client host blocked using a block list

                --b
                Content-Type: message/rfc822

                Message-ID: <news-7@acme.example>
                From: news@acme.example
                To: gone@post.example, full@post.example
                Subject: =?UTF-8?Q?Winter=E2=80=99s_roast?=

                Hello
                --b--
                """);

        assertThat(events.ids())
                .containsExactly(
                        "email:dsn-1@mx.acme.example#gone@post.example",
                        "email:dsn-1@mx.acme.example#full@post.example",
                        "email:dsn-1@mx.acme.example#fine@post.example",
                        "email:dsn-1@mx.acme.example#strict@post.example");
        assertThat(events.touchpoints())
                .extracting(Touchpoint::kind)
                .containsExactly(
                        Touchpoint.Kind.BOUNCED,
                        Touchpoint.Kind.DEFERRED,
                        Touchpoint.Kind.DELIVERED,
                        Touchpoint.Kind.BOUNCED);
        EmailDetails gone = details(events.touchpoints().get(0));
        assertThat(gone.bounce()).contains(new Bounce(Optional.of(Bounce.Type.HARD), Optional.of("5.1.1")));
        assertThat(gone.reason()).contains("550 5.1.1 <gone@post.example>: Recipient address rejected: User unknown");
        assertThat(gone.messageId()).contains("news-7@acme.example");
        assertThat(gone.subject()).contains("Winter’s roast");
        assertThat(details(events.touchpoints().get(1)).bounce().orElseThrow().type())
                .contains(Bounce.Type.SOFT);
        assertThat(details(events.touchpoints().get(2)).bounce()).isEmpty();
        assertThat(details(events.touchpoints().get(3)).bounce().orElseThrow().type())
                .contains(Bounce.Type.BLOCK);
        assertThat(events.touchpoints())
                .allMatch(event -> event.inReplyTo().equals(Optional.of("email:news-7@acme.example")));
    }

    @Test
    void aBounceWithoutTheMachineReadablePartIsReadFromItsText() {
        Collected events = Collected.of(format, """
                Return-Path: <>
                Message-ID: <q@mx.acme.example>
                Date: 20 Nov 2026 10:00:00 -0000
                From: MAILER-DAEMON@mx.acme.example
                To: news@acme.example
                Subject: failure notice

                Hi. This is the qmail-send program at mx.acme.example.
                I'm afraid I wasn't able to deliver your message to the following addresses.

                <gone@post.example>:
                192.0.2.25 does not like recipient.
                Remote host said: 550 5.1.1 no such user

                <late@post.example>:
                I'm not going to try again; this message has been in the queue too long. Connection timed out.

                --- Below this line is a copy of the message.

                Message-ID: <news-8@acme.example>
                To: other@post.example
                Subject: Hello

                <never@post.example>: is only in the returned mail
                """);

        assertThat(events.touchpoints())
                .extracting(event -> details(event).recipient().orElse("")
                        + ' '
                        + details(event).bounce().flatMap(Bounce::type).orElseThrow())
                .containsExactly("gone@post.example HARD", "late@post.example SOFT");
        assertThat(details(events.touchpoints().getFirst()).reason())
                .contains("192.0.2.25 does not like recipient. Remote host said: 550 5.1.1 no such user");
        assertThat(details(events.touchpoints().getFirst()).messageId()).contains("news-8@acme.example");
    }

    @Test
    void aFeedbackReportIsAComplaint() {
        Touchpoint complaint =
                Collected.of(format, report("abuse", "Source-IP: 192.0.2.7\n")).only();

        assertThat(complaint.kind()).isEqualTo(Touchpoint.Kind.COMPLAINED);
        assertThat(complaint.type()).isEqualTo(Touchpoint.Type.EMAIL_EVENT);
        assertThat(details(complaint).recipient()).contains("jo@post.example");
        assertThat(details(complaint).messageId()).contains("news-9@acme.example");
        assertThat(details(complaint).userAgent()).contains("SomeGenerator/1.0");
        assertThat(details(complaint).ip()).contains("192.0.2.7");
        assertThat(details(complaint).reason()).contains("abuse: This is an email abuse report.");
    }

    @Test
    void optOutIsAnUnsubscriptionAndNotSpamIsNoEvent() {
        assertThat(Collected.of(format, report("opt-out", "")).only().kind()).isEqualTo(Touchpoint.Kind.UNSUBSCRIBED);
        assertThat(Collected.of(format, report("not-spam", "")).ignored())
                .containsExactly("report that a mail is no spam");
    }

    @Test
    void automaticRepliesAreToldFromPeople() {
        String[] automatic = {
            "Auto-Submitted: auto-replied (vacation)\nSubject: Re: News",
            "X-Autoreply: yes\nSubject: Re: News",
            "Precedence: auto_reply\nSubject: Re: News",
            "Subject: Automatic reply: News",
            "Subject: =?UTF-8?Q?R=C3=A9ponse_automatique?= : News",
            "Subject: Abwesenheitsnotiz: News",
            "Auto-Submitted: auto-generated\nIn-Reply-To: <news-9@acme.example>\nSubject: Ticket"
        };
        for (String headers : automatic) {
            Touchpoint reply = Collected.of(format, mail(headers, "I am away until Monday."))
                    .only();
            assertThat(reply.kind()).as(headers).isEqualTo(Touchpoint.Kind.AUTO_REPLIED);
            assertThat(reply.text()).contains("I am away until Monday.");
            assertThat(details(reply).recipient()).contains("jo@post.example");
        }
        String[] written = {
            "Auto-Submitted: no\nSubject: Re: News",
            "Subject: My vacation",
            "Subject: Re: Automatic reply button is broken"
        };
        for (String headers : written) {
            assertThat(Collected.of(format, mail(headers, "Thanks")).only().kind())
                    .as(headers)
                    .isEqualTo(Touchpoint.Kind.MESSAGE);
        }
    }

    @Test
    void aMailOfAProgramSaysSo() {
        Touchpoint mail = Collected.of(format, mail("Auto-Submitted: auto-generated\nSubject: Invoice", "Here it is"))
                .only();

        assertThat(mail.kind()).isEqualTo(Touchpoint.Kind.MESSAGE);
        assertThat(mail.author().orElseThrow().bot()).contains(true);
    }

    @Test
    void requestsToLeaveAListAreUnsubscriptions() {
        Touchpoint byAddress = Collected.of(format, """
                Message-ID: <u1@post.example>
                Date: Fri, 20 Nov 2026 10:00:00 +0000
                From: jo@post.example
                To: unsubscribe+news.12345@acme.example
                Subject: x

                """).only();
        Touchpoint byWord =
                Collected.of(format, mail("Subject: Unsubscribe", "")).only();
        Touchpoint aboutIt = Collected.of(
                        format, mail("Subject: Unsubscribe link broken", "Hello, " + "the link fails. ".repeat(20)))
                .only();

        assertThat(byAddress.kind()).isEqualTo(Touchpoint.Kind.UNSUBSCRIBED);
        assertThat(details(byAddress).list()).contains("unsubscribe+news.12345@acme.example");
        assertThat(details(byAddress).recipient()).contains("jo@post.example");
        assertThat(byWord.kind()).isEqualTo(Touchpoint.Kind.UNSUBSCRIBED);
        assertThat(aboutIt.kind()).isEqualTo(Touchpoint.Kind.MESSAGE);
    }

    private static String mail(String headers, String body) {
        return "Message-ID: <1@post.example>\nDate: Fri, 20 Nov 2026 10:00:00 +0000\nFrom: Jo <jo@post.example>\n"
                + "To: news@acme.example\n" + headers + "\n\n" + body + "\n";
    }

    private static String report(String type, String more) {
        return """
                Message-ID: <arf@post.example>
                Date: Fri, 20 Nov 2026 10:00:00 +0000
                From: feedback@post.example
                To: abuse@acme.example
                Subject: FW: News
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: text/plain

                This is an email abuse report.

                --b
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1
                Original-Rcpt-To: <Jo@post.example>
                %s
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <news-9@acme.example>
                Subject: News
                --b--
                """.formatted(type, more);
    }

    private static EmailDetails details(Touchpoint event) {
        return event.email().orElseThrow();
    }
}
