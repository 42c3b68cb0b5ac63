package io.nificrm.local.flow;

import static io.nificrm.local.flow.FlowParameters.open;
import static io.nificrm.local.flow.FlowParameters.secret;
import static io.nificrm.local.flow.FlowParameters.unset;

import io.nificrm.local.nifi.Canvas.Parameter;
import java.util.List;

/** Where support agents find the triage desk, and who may come in. */
public final class DeskParameters {

    public static final String PORT = "desk.port";
    public static final String ADDRESS = "desk.address";
    public static final String URL = "desk.url";
    public static final String ACCOUNTS = "desk.accounts.file";
    public static final String SIGNING_KEY = "desk.signing.key";
    public static final String SECURE_COOKIE = "desk.secure.cookie";

    private DeskParameters() {}

    static List<Parameter> all() {
        return List.of(
                open(
                        PORT,
                        FlowParameters.OFF,
                        "The port of the triage desk, for example 9090; there is no desk while it is 'off'"),
                open(
                        ADDRESS,
                        "127.0.0.1",
                        "The address it listens on: 127.0.0.1 for a reverse proxy with TLS on this machine, 0.0.0.0 for"
                                + " one elsewhere"),
                open(URL, "http://localhost:9090/desk", "Where people find the desk: what stands in links to it"),
                unset(
                        ACCOUNTS,
                        "The file of those who may sign in, a line each, as './crm account NAME agent' makes them; read"
                                + " again when it changes"),
                secret(
                        SIGNING_KEY,
                        "Signs sessions and links: at least 32 random characters, for example from 'openssl rand"
                                + " -base64 48'"),
                open(
                        SECURE_COOKIE,
                        "true",
                        "'false' lets browsers send the session without TLS: for a desk on this machine only"));
    }
}
