package io.nificrm.email;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells replies that no person wrote: by RFC 3834, and by the habits of servers that do not know it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3834">RFC 3834</a>
 */
final class AutomaticReply {
    private static final List<String> TELLING_FIELDS =
            List.of("X-Autoreply", "X-Autorespond", "X-AutoReply-From", "X-Mail-Autoreply", "X-Vacation");

    private static final Pattern SUBJECT = Pattern.compile(
            "^(?:(?:auto|automatic|automated)[ -]?(?:reply|response|respond|antwort)|out of (?:the )?office|away from|vacation|on holiday"
                    + "|i am (?:out|away|on)|abwesen|automatische? (?:antwort|antwoord)|r[ée]ponse automatique|absence|respuesta autom[áa]tica"
                    + "|fuera de (?:la )?oficina|risposta automatica|fuori sede|resposta autom[áa]tica|afwezig|automatiskt? svar|автоответ|自動(?:応答|返信)|自动(?:回复|答复))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AutomaticReply() {}

    /** Whether the mail answers another without a person. */
    static boolean is(MailHeaders headers) {
        String submitted = headers.lower("Auto-Submitted");
        boolean answers = headers.has("In-Reply-To") || headers.has("References");
        return submitted.startsWith("auto-replied")
                || (submitted.startsWith("auto-") && answers)
                || TELLING_FIELDS.stream()
                        .anyMatch(field ->
                                headers.has(field) && !headers.lower(field).equals("no"))
                || headers.lower("Precedence").matches("auto[_-]reply")
                || headers.lower("X-Precedence").matches("auto[_-]reply")
                || headers.lower("X-Apple-Action").equals("vacation")
                || SUBJECT.matcher(headers.decoded("Subject").orElse("").strip())
                        .find();
    }

    /** Whether a program sent the mail of its own accord. */
    static boolean isFromProgram(MailHeaders headers) {
        String submitted = headers.lower("Auto-Submitted");
        return !submitted.isEmpty() && !submitted.startsWith("no");
    }
}
