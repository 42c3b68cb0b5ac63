package io.nificrm.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mails with which a server tells that it could not deliver one, or not yet, or that it did. */
final class BounceMail {
    private static final Pattern DAEMON = Pattern.compile(
            "^(?:mailer-daemon|mail-daemon|postmaster|poostmaster|mailerdaemon|mdaemon|bounce[s]?|daemon|mail)(?:[+@.-].*)?$");

    private static final Pattern SUBJECT = Pattern.compile(
            "undeliver|returned mail|return(?:ed)? to sender|delivery (?:status|report|notification|failure|has failed)|"
                    + "deliver(?:y|ing)? (?:failed|problem|error|unsuccessful)|mail delivery|failure notice|failed delivery|"
                    + "mail (?:system error|failure)|could not be delivered|couldn't be delivered|non ?remis|unzustellbar|"
                    + "nicht zugestellt|no se puede entregar|mancato recapito|delayed mail|warning: (?:message|could not)|"
                    + "rejected(?: mail)?:|message status - undeliverable|не доставлено|配信不能|退信",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private BounceMail() {}

    static boolean is(MailPart mail) {
        if (report(mail).isPresent()) {
            return true;
        }
        MailHeaders headers = mail.headers();
        boolean aboutDelivery =
                SUBJECT.matcher(headers.decoded("Subject").orElse("")).find();
        boolean reportType = mail.type()
                .parameter("report-type")
                .filter("delivery-status"::equalsIgnoreCase)
                .isPresent();
        return reportType
                || headers.has("X-Failed-Recipients")
                || (aboutDelivery && (isFromDaemon(headers) || hasNoReturnPath(headers)));
    }

    /** What became of the mail for each recipient; at least one status. */
    static List<RecipientStatus> statuses(MailPart mail) {
        String text = ReturnedMail.ownText(mail);
        Optional<String> sender = MailAddress.first(mail.headers().first("To")).map(MailAddress::address);
        List<String> failed = mail.headers().all("X-Failed-Recipients").stream()
                .flatMap(field -> MailAddress.findAll(field).stream())
                .distinct()
                .toList();
        List<RecipientStatus> told = BounceText.statuses(text, sender, failed);
        List<RecipientStatus> reported =
                report(mail).map(DeliveryReport::statuses).orElse(List.of());
        if (!reported.isEmpty()) {
            return completed(reported, told, BounceText.transcript(text));
        }
        if (!told.isEmpty()) {
            return told;
        }
        return fromReturnedMail(mail, text);
    }

    private static List<RecipientStatus> completed(
            List<RecipientStatus> reported, List<RecipientStatus> told, Optional<String> transcript) {
        List<RecipientStatus> complete = new ArrayList<>();
        for (RecipientStatus status : reported) {
            Optional<RecipientStatus> same = told.stream()
                    .filter(other -> other.recipient().equals(status.recipient()))
                    .findFirst();
            RecipientStatus all = same.map(status::completedBy).orElse(status);
            complete.add(new RecipientStatus(
                    all.recipient(), all.action(), all.code(), all.words().or(() -> transcript)));
        }
        return complete;
    }

    /** A report that names nobody: the mail went to those to whom it was addressed. */
    private static List<RecipientStatus> fromReturnedMail(MailPart mail, String text) {
        String notification = BounceText.notification(text).strip();
        Optional<String> code = StatusCode.in(notification);
        List<RecipientStatus> statuses = ReturnedMail.headers(mail).all("To").stream()
                .flatMap(to -> MailAddress.list(to).stream())
                .map(to -> new RecipientStatus(
                        Optional.of(to.address()), RecipientStatus.Action.FAILED, code, Optional.empty()))
                .toList();
        return statuses.isEmpty()
                ? List.of(new RecipientStatus(Optional.empty(), RecipientStatus.Action.FAILED, code, Optional.empty()))
                : statuses;
    }

    /** The machine-readable part, also where it stands in the text. */
    static Optional<String> report(MailPart mail) {
        return mail.parts()
                .filter(part -> part.type().value().endsWith("delivery-status"))
                .map(MailPart::text)
                .findFirst()
                .or(() -> DeliveryReport.inText(ReturnedMail.ownText(mail)));
    }

    private static boolean isFromDaemon(MailHeaders headers) {
        String from = headers.lower("From");
        String address = MailAddress.first(headers.first("From"))
                .map(MailAddress::address)
                .orElse(from.strip());
        return DAEMON.matcher(address).matches()
                || from.contains("mail delivery")
                || from.contains("mailer-daemon")
                || from.strip().equals("<>");
    }

    private static boolean hasNoReturnPath(MailHeaders headers) {
        return headers.lower("Return-Path").strip().toLowerCase(Locale.ROOT).equals("<>");
    }
}
