package io.nificrm.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the signature off a text: what follows {@code "-- "} (RFC 3676, section 4.3), and the lines that programs add. */
final class Signature {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^-- ?$");
    private static final Pattern ADDED_BY_PROGRAM = Pattern.compile(
            "(?:\\n|^)\\s*(?:Sent from (?:my |Yahoo Mail|Mail for|Outlook).*|Get Outlook for .*|Von meinem .{2,40} gesendet\\.?"
                    + "|Gesendet von .{2,60}|Envoyé de(?:puis)? mon .{2,40}|Enviado desde mi .{2,40}|Inviato da(?:l mio)? .{2,40}"
                    + "|Enviado do meu .{2,40}|Verzonden vanaf mijn .{2,40})\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Signature() {}

    static String without(String text) {
        String rest = text;
        Matcher separator = SEPARATOR.matcher(rest);
        if (separator.find()) {
            rest = rest.substring(0, separator.start());
        }
        String tail = rest.length() > 300 ? rest.substring(rest.length() - 300) : rest;
        Matcher added = ADDED_BY_PROGRAM.matcher(tail);
        if (added.find()) {
            rest = rest.substring(0, rest.length() - tail.length() + added.start());
        }
        return rest;
    }
}
