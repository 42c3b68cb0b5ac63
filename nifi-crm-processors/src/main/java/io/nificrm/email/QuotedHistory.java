package io.nificrm.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Separates what somebody wrote from what they answer, in a plain text. */
final class QuotedHistory {
    /** The line with which mail programs introduce what is answered, in the languages in which it is mostly met. */
    private static final Pattern INTRODUCTION = Pattern.compile(
            "^>*\\s*(?:On\\b.{5,200}\\bwrote|Am\\b.{5,200}\\bschrieb.{0,80}|Le\\b.{5,200}\\ba écrit|El\\b.{5,200}\\bescribió"
                    + "|Il\\b.{5,200}\\bha scritto|Em\\b.{5,200}\\bescreveu|Op\\b.{5,200}\\bschreef.{0,80}|W dniu\\b.{5,200}\\bpisze"
                    + "|Den\\b.{5,200}\\bskrev.{0,80}|.{5,120}\\bwrote|.{5,200}<[^<>]+@[^<>]+>\\s*(?:写道|のメール|написал\\(а\\)|пишет))\\s*[:：]\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern DIVIDER = Pattern.compile(
            "^\\s*(?:-{2,}\\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d'origine"
                    + "|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Original-Nachricht).*"
                    + "|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|_{20,})\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern HEADER_FROM = Pattern.compile(
            "^\\*?(?:From|Von|De|Da|Van|Från|Fra|От|发件人|差出人)\\*?\\s*[:：].{2,}", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER_DATE = Pattern.compile(
            "^\\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Дата|发送时间|送信日時)\\*?\\s*[:：].{2,}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private QuotedHistory() {}

    /**
     * @param written what is left
     * @param quoted whether something was taken away
     */
    record Split(String written, boolean quoted) {}

    static Split split(String text) {
        List<String> lines = List.of(text.replace("\r\n", "\n").split("\n", -1));
        List<String> written = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isDivider(lines, i)) {
                return new Split(String.join("\n", written), true);
            }
            if (isIntroduction(lines, i)) {
                quoted = true;
                if (!isIntroductionLine(line)) {
                    i++; // it takes two lines
                }
                continue;
            }
            if (line.startsWith(">")) {
                quoted = true;
                continue;
            }
            written.add(line);
        }
        return new Split(String.join("\n", written), quoted);
    }

    private static boolean isDivider(List<String> lines, int at) {
        String line = lines.get(at);
        if (DIVIDER.matcher(line).matches()) {
            return !line.strip().startsWith("_") || followedByHeader(lines, at + 1);
        }
        return isHeader(lines, at);
    }

    private static boolean followedByHeader(List<String> lines, int at) {
        for (int i = at; i < Math.min(lines.size(), at + 3); i++) {
            if (isHeader(lines, i)) {
                return true;
            }
        }
        return false;
    }

    /** A header as Outlook writes it over what is answered: From, and soon a date. */
    private static boolean isHeader(List<String> lines, int at) {
        if (!HEADER_FROM.matcher(lines.get(at)).find()) {
            return false;
        }
        for (int i = at + 1; i < Math.min(lines.size(), at + 5); i++) {
            if (HEADER_DATE.matcher(lines.get(i)).find()) {
                return true;
            }
        }
        return false;
    }

    /** An introduction counts only before quoted lines, or where nothing but the history can follow. */
    private static boolean isIntroduction(List<String> lines, int at) {
        String line = lines.get(at);
        boolean one = isIntroductionLine(line);
        boolean two = !one
                && at + 1 < lines.size()
                && !line.isBlank()
                && line.length() < 200
                && isIntroductionLine(line + ' ' + lines.get(at + 1));
        if (!one && !two) {
            return false;
        }
        for (int i = at + (one ? 1 : 2); i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i).startsWith(">");
            }
        }
        return true;
    }

    private static boolean isIntroductionLine(String line) {
        return line.length() < 400
                && (line.endsWith(":") || line.endsWith("：") || line.endsWith(": "))
                && INTRODUCTION.matcher(line).matches();
    }
}
