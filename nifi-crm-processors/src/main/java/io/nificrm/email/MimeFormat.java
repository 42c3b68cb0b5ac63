package io.nificrm.email;

import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;

/**
 * Mail as servers store it: one message (RFC 5322), or many in an mbox (RFC 4155). A mail that a person wrote becomes a
 * mention of kind message; automatic replies, delivery status notifications and complaints become email events, one for
 * each recipient that they tell of.
 */
public final class MimeFormat implements Format {
    /** The platform's name in ids and in the document. */
    static final String PLATFORM = "email";

    /** What has none of these is something else with a colon in it. */
    private static final List<String> TELLING = List.of(
            "From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path", "MIME-Version", "Content-Type");

    @Override
    public String name() {
        return "mime";
    }

    @Override
    public String description() {
        return "Mail: a message or an mbox; bounces, complaints and automatic replies become email events";
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        Mailbox mailbox = new Mailbox(in);
        MailParser parser = new MailParser(reading.limits());
        while (mailbox.next()) {
            message(mailbox, parser, reading, sink);
        }
    }

    private static void message(Mailbox mailbox, MailParser parser, Reading reading, Sink sink) throws IOException {
        List<Touchpoint> touchpoints;
        try {
            MailPart mail = parser.parse(mailbox.message());
            if (!looksLikeMail(mail.headers())) {
                sink.invalid(invalid("not a mail: it has no header", mailbox));
                return;
            }
            touchpoints = MailKinds.touchpoints(mail, reading);
        } catch (MimeIOException | MimeException e) {
            sink.invalid(invalid("the mail cannot be read: " + e.getMessage(), mailbox));
            return;
        } catch (RuntimeException e) {
            // a mail of a shape that nobody foresaw must not stop its neighbours
            sink.invalid(invalid("the mail cannot be mapped: " + e, mailbox));
            return;
        }
        if (touchpoints.isEmpty()) {
            sink.ignored("report that a mail is no spam");
        }
        for (Touchpoint touchpoint : touchpoints) {
            sink.touchpoint(touchpoint);
        }
    }

    private static boolean looksLikeMail(MailHeaders headers) {
        return TELLING.stream().anyMatch(headers::has);
    }

    private static InvalidItem invalid(String reason, Mailbox mailbox) throws IOException {
        mailbox.skipMessage();
        return new InvalidItem(reason, mailbox.kept(), mailbox.keptIsTruncated());
    }
}
