package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.secret;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** The mailbox to which customers write. */
public final class MailboxParameters {

    public static final String HOST = "mailbox.host";
    public static final String PORT = "mailbox.port";
    public static final String SECURITY = "mailbox.security";
    public static final String USER = "mailbox.user";
    public static final String PASSWORD = "mailbox.password";
    public static final String FOLDERS = "mailbox.folders";

    private MailboxParameters() {}

    static List<Parameter> all() {
        return List.of(
                unset(HOST, "The IMAP server of the mailbox to which customers write, for example imap.acme.example"),
                open(PORT, "993", "Its port"),
                open(SECURITY, "implicit-tls", "implicit-tls (port 993) or starttls (port 143)"),
                unset(USER, "Who signs in there, for example hello@acme.example"),
                secret(PASSWORD, "The password, or an app password"),
                open(FOLDERS, "INBOX", "The folders to read, separated by commas"));
    }
}
