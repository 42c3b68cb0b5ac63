package io.nificrm.local.triage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.nificrm.local.flow.AlertParameters;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mailbox of the people on duty, behind a mail server that lets nobody in without a password. */
final class DutyMailbox implements AutoCloseable {

    static final String SENDER = "Acme CRM <alerts@acme.example>";
    static final String DUTY = "duty@acme.example";

    private static final String USER = "alerts@acme.example";
    private static final String PASSWORD = "not the first that comes to mind";
    private static final Pattern COUNT = Pattern.compile("(\\d+) mentions? needs? an answer");
    private static final Pattern LINK = Pattern.compile("http\\S+/mention\\?\\S+");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    DutyMailbox() {
        server.setUser(USER, USER, PASSWORD);
        server.start();
    }

    /** What the flow has to know to reach it. */
    Map<String, String> parameters() {
        return Map.of(
                AlertParameters.MAIL_HOST,
                "127.0.0.1",
                AlertParameters.MAIL_PORT,
                Integer.toString(server.getSmtp().getPort()),
                AlertParameters.MAIL_ENCRYPTION,
                "none",
                AlertParameters.MAIL_USER,
                USER,
                AlertParameters.MAIL_PASSWORD,
                PASSWORD,
                AlertParameters.MAIL_FROM,
                SENDER,
                AlertParameters.MAIL_TO,
                DUTY);
    }

    /** What came, the first first. */
    List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    /** Of how many mentions the mails tell, by their subjects, apart from the first few. */
    long told(int but) {
        return mails().stream().skip(but).mapToLong(DutyMailbox::count).sum();
    }

    /** Of how many mentions a mail tells, by its subject. */
    static long count(MimeMessage mail) {
        Matcher count = COUNT.matcher(subject(mail));
        if (!count.find()) {
            throw new AssertionError("No count in the subject: " + subject(mail));
        }
        return Long.parseLong(count.group(1));
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException broken) {
            throw new AssertionError("A mail without a subject", broken);
        }
    }

    static String plain(MimeMessage mail) {
        return part(mail, 0, "text/plain");
    }

    static String html(MimeMessage mail) {
        return part(mail, 1, "text/html");
    }

    /** The link to the first mention that a mail lists. */
    static String link(MimeMessage mail) {
        Matcher link = LINK.matcher(plain(mail));
        if (!link.find()) {
            throw new AssertionError("No link to a mention: " + plain(mail));
        }
        return link.group();
    }

    private static String part(MimeMessage mail, int index, String type) {
        try {
            var part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
            if (!part.isMimeType(type)) {
                throw new AssertionError(type + " was expected: " + part.getContentType());
            }
            return part.getContent().toString();
        } catch (MessagingException | IOException broken) {
            throw new AssertionError("Not a mail of two texts", broken);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
