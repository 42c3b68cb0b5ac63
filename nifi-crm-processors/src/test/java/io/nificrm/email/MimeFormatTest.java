package io.nificrm.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.normalize.Collected;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Media;
import io.nificrm.touchpoint.Touchpoint;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MimeFormatTest {
    private final MimeFormat format = new MimeFormat();

    @Test
    void aReplyOfACustomerIsAMessageWithoutItsHistoryAndSignature() {
        Touchpoint mail = Collected.of(format, """
                Message-ID: <reply-2@post.example>
                In-Reply-To: <case-1@acme.example>
                References: <first-0@post.example> <case-1@acme.example>
                Date: Fri, 20 Nov 2026 09:15:30 +0100
                From: "Barista, Jo" <Jo@Post.example>
                To: Acme Support <help@acme.example>, other@acme.example
                Subject: =?UTF-8?Q?Re:_Deckel_undicht_=E2=98=95?=
                User-Agent: Mozilla Thunderbird
                Content-Language: de-AT
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8; format=flowed
                Content-Transfer-Encoding: 8bit

                Der neue Deckel \nleckt auch. Siehe https://acme.example/deckel?utm_source=mail

                Am 19.11.2026 um 10:00 schrieb Acme Support:
                > Wir schicken einen neuen Deckel.
                > Gruß
                Und nun?

                -- \nJo
                Graz
                """).only();

        assertThat(mail.id()).isEqualTo("email:reply-2@post.example");
        assertThat(mail.type()).isEqualTo(Touchpoint.Type.MENTION);
        assertThat(mail.kind()).isEqualTo(Touchpoint.Kind.MESSAGE);
        assertThat(mail.channel()).contains(Touchpoint.Channel.EMAIL);
        assertThat(mail.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:15:30Z"));
        assertThat(mail.title()).contains("Re: Deckel undicht ☕");
        assertThat(mail.text())
                .contains("Der neue Deckel leckt auch. Siehe https://acme.example/deckel?utm_source=mail\n\nUnd nun?");
        assertThat(mail.lang()).contains("de-AT");
        assertThat(mail.inReplyTo()).contains("email:case-1@acme.example");
        assertThat(mail.threadId()).contains("email:first-0@post.example");
        assertThat(mail.author().orElseThrow().handle()).contains("jo@post.example");
        assertThat(mail.author().orElseThrow().name()).contains("Barista, Jo");
        assertThat(mail.email().orElseThrow().recipient()).contains("help@acme.example");
        assertThat(mail.email().orElseThrow().messageId()).contains("reply-2@post.example");
        assertThat(mail.email().orElseThrow().userAgent()).contains("Mozilla Thunderbird");
        assertThat(mail.links()).extracting(Link::domain).containsExactly(Optional.of("acme.example"));
        assertThat(mail.campaign().orElseThrow().source()).contains("mail");
    }

    @Test
    void anHtmlMailBecomesTextAndItsAttachmentsAreListed() {
        Touchpoint mail = Collected.of(format, """
                Message-ID: <h@post.example>
                Date: Fri, 20 Nov 2026 08:00:00 +0000
                From: kim@post.example (Kim)
                To: help@acme.example
                Subject: Lid
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: multipart/related; boundary=b2

                --b2
                Content-Type: text/html; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                <p>It=92s leaking, caf=E9.</p><p><a href=3D"https://acme.example/x">here</a></p>
                <div class=3D"gmail_quote">On Monday Acme wrote:<blockquote>old <a href=3D"https://old.example">x</a></blockquote></div>
                --b2
                Content-Type: image/png; name="lid.png"
                Content-Transfer-Encoding: base64
                Content-ID: <1>

                iVBORw0KGgo=
                --b2--
                --b1
                Content-Type: application/pdf
                Content-Disposition: attachment; filename*=UTF-8''Rechnung%20%C3%A4.pdf

                x
                --b1--
                """).only();

        assertThat(mail.text()).contains("It’s leaking, café.\n\nhere");
        assertThat(mail.links()).extracting(Link::url).containsExactly("https://acme.example/x");
        assertThat(mail.media())
                .containsExactly(
                        new Media(Optional.of("image"), Optional.empty(), Optional.of("lid.png")),
                        new Media(Optional.of("file"), Optional.empty(), Optional.of("Rechnung ä.pdf")));
        assertThat(mail.author().orElseThrow().name()).contains("Kim");
        assertThat(mail.threadId()).contains("email:h@post.example");
        assertThat(mail.inReplyTo()).isEmpty();
    }

    @Test
    void charsetsThatAreMissingUnknownOrWrongAreMadeTheBestOf() {
        assertThat(text("text/plain; charset=ISO-2022-JP", "コーヒー", Charset.forName("ISO-2022-JP")))
                .contains("コーヒー");
        assertThat(text("text/plain; charset=KOI8-R", "кофе", Charset.forName("KOI8-R")))
                .contains("кофе");
        assertThat(text("text/plain", "café", StandardCharsets.UTF_8)).contains("café");
        assertThat(text("text/plain; charset=x-unknown", "café", Charset.forName("windows-1252")))
                .contains("café");
        assertThat(text("text/plain; charset=us-ascii", "naïve", StandardCharsets.UTF_8))
                .contains("naïve");
    }

    @Test
    void anMboxHoldsManyMails() {
        Collected mbox = Collected.of(format, """
                From jo@post.example Fri Nov 20 08:00:00 2026
                Message-ID: <1@post.example>
                Subject: One

                From here on it leaks.

                >From the shop
                From kim@post.example Fri Nov 20 09:00:00 2026
                not a separator without an empty line before it

                From kim@post.example Fri Nov 20 09:00:00 2026
                Message-ID: <2@post.example>
                Subject: Two

                Second
                """.replace("From here", "from here"));

        assertThat(mbox.ids()).containsExactly("email:1@post.example", "email:2@post.example");
        assertThat(mbox.touchpoints().getLast().text()).contains("Second");
        assertThat(mbox.touchpoints().getFirst().timestamp()).as("no date").isEqualTo(Collected.FETCHED);
        assertThat(mbox.touchpoints().getFirst().timestampOf()).contains(Touchpoint.TimestampOf.FETCH);
    }

    @Test
    void aMailWithoutAnIdHasAlwaysTheSameMadeUpOne() {
        String mail = "From: jo@post.example\nSubject: x\n\nText\n";

        String id = Collected.of(format, mail).only().id();

        assertThat(id)
                .startsWith("email:sha256-")
                .isEqualTo(Collected.of(format, mail).only().id());
    }

    @Test
    void whatIsNoMailIsInvalid() {
        assertThat(Collected.of(format, "").touchpoints()).isEmpty();
        assertThat(Collected.of(format, "{\"no\": \"mail\"}").reasons()).hasSize(1);
        assertThat(Collected.of(format, "\u0000\u0001\u0002").reasons()).hasSize(1);
    }

    private Optional<String> text(String contentType, String body, Charset charset) {
        byte[] head = ("Message-ID: <1@x.example>\nContent-Type: " + contentType + "\n\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = body.getBytes(charset);
        byte[] mail = java.util.Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, mail, head.length, tail.length);
        return Collected.of(format, mail).only().text();
    }
}
