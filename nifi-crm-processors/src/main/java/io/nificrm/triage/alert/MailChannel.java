package io.nificrm.triage.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Sends messages as mails, by SMTP (RFC 5321), as text and as HTML. They say that a program wrote them (RFC 3834), so that
 * nobody's automatic reply answers and our own mailboxes do not take them for mentions.
 */
final class MailChannel implements AlertChannel {
    private final MailSettings settings;
    private final Session session;
    private final String protocol;

    MailChannel(MailSettings settings) {
        this.settings = settings;
        this.protocol = settings.encryption() == MailSettings.Encryption.TLS ? "smtps" : "smtp";
        this.session = Session.getInstance(properties());
    }

    private Properties properties() {
        String prefix = "mail." + protocol + '.';
        Properties properties = new Properties();
        properties.setProperty(prefix + "host", settings.host());
        properties.setProperty(prefix + "port", Integer.toString(settings.port()));
        properties.setProperty(prefix + "auth", Boolean.toString(settings.user().isPresent()));
        properties.setProperty(
                prefix + "connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        properties.setProperty(
                prefix + "timeout", Long.toString(settings.responseTimeout().toMillis()));
        properties.setProperty(
                prefix + "writetimeout",
                Long.toString(settings.responseTimeout().toMillis()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean upgrade = settings.encryption() == MailSettings.Encryption.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(upgrade));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(upgrade));
        settings.tls().ifPresent(tls -> properties.put(prefix + "ssl.socketFactory", tls.getSocketFactory()));
        // or what the operator's truststore refuses is tried once more with the one of the JDK
        properties.put(prefix + "socketFactory.fallback", "false");
        return properties;
    }

    @Override
    public void send(AlertMessage message) throws UndeliveredException {
        try (Transport transport = session.getTransport(protocol)) {
            connect(transport);
            MimeMessage mail = mail(message);
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new UndeliveredException(
                    "The mail server " + address() + " did not take the message: " + e.getMessage(),
                    Optional.empty(),
                    e);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        transport.connect(
                settings.host(),
                settings.port(),
                settings.user().orElse(null),
                settings.password().orElse(null));
    }

    private MimeMessage mail(AlertMessage message) throws MessagingException {
        String domain = settings.from().replaceFirst(".*@", "").replaceAll("[^A-Za-z0-9.-]", "");
        MimeMessage mail = new WithId(session, "<" + message.id() + "@" + domain + ">");
        mail.setFrom(new InternetAddress(settings.from()));
        for (String recipient : settings.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        // ids of rules and topics stand in it: no line of a header may end within
        mail.setSubject(message.title().replaceAll("\\p{Cntrl}", " "), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(MailText.plain(message), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(MailText.html(message), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        return mail;
    }

    @Override
    public String address() {
        return protocol + "://" + settings.host() + ":" + settings.port();
    }

    @Override
    public List<String> check() {
        try (Transport transport = session.getTransport(protocol)) {
            connect(transport);
            return List.of();
        } catch (MessagingException e) {
            return List.of("The mail server " + address() + " cannot be used: " + e.getMessage());
        }
    }

    @Override
    public String checked() {
        return address() + " was reached"
                + settings.user().map(user -> " and lets " + user + " in").orElse("") + ". No message was sent";
    }

    @Override
    public void close() {
        // a connection lives no longer than a message
    }

    /** The library makes an id of its own when a mail is sent, unless told otherwise in this way. */
    private static final class WithId extends MimeMessage {
        private final String id;

        WithId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
