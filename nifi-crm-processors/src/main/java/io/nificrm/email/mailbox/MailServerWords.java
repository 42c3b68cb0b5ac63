package io.nificrm.email.mailbox;

import io.nificrm.source.Fault;
import io.nificrm.source.PlatformException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.ConnectionException;

/**
 * What a mail server's refusals mean. The words come from response codes where the server gives them (RFC 5530, RFC
 * 3501) and from the server's text, which is shown as it is.
 */
final class MailServerWords {
    private static final Pattern CODE = Pattern.compile("\\[([A-Za-z][A-Za-z-]*)[^\\]]*\\]");
    private static final Pattern BUSY = Pattern.compile(
            "too many|throttl|try again|temporar|rate limit|exceeded|suspended until|server (?:is )?busy|overload",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 300;
    private static final int DEEPEST = 15;

    private MailServerWords() {}

    /** Whether what was refused can succeed later without anybody doing something. */
    static boolean passing(String words) {
        return switch (code(words)) {
            case "UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "SERVERBUG", "OVERQUOTA" -> true;
            default -> BUSY.matcher(words).find();
        };
    }

    /**
     * The fault behind an exception of the mail library.
     *
     * @param what was asked for, e.g. {@code INBOX on imap.acme.example:993}
     */
    static PlatformException fault(MessagingException failure, String what) {
        String words = words(failure);
        String said = what + ": " + words;
        Optional<TlsRefusal> tls = TlsRefusal.of(causes(failure));
        if (tls.isPresent()) {
            return new PlatformException(
                    Fault.REQUEST_REFUSED,
                    what + ": " + tls.get().words(),
                    tls.get().nextStep());
        }
        return switch (failure) {
            case AuthenticationFailedException refused -> signIn(words, said);
            case FolderNotFoundException gone ->
                new PlatformException(
                        Fault.NOT_FOUND,
                        what + ": there is no such folder",
                        "check its spelling; Verify lists the folders");
            case ReadOnlyFolderException readOnly -> new PlatformException(Fault.NOT_ALLOWED, said);
            default -> {
                boolean refused = cause(failure, org.eclipse.angus.mail.iap.CommandFailedException.class)
                        .isPresent();
                yield refused && !passing(words)
                        ? new PlatformException(refusal(words), said)
                        : new PlatformException(Fault.UNAVAILABLE, said, failure);
            }
        };
    }

    private static PlatformException signIn(String words, String said) {
        if (passing(words)) {
            return new PlatformException(Fault.UNAVAILABLE, said);
        }
        return switch (code(words)) {
            case "PRIVACYREQUIRED" ->
                new PlatformException(Fault.REQUEST_REFUSED, said, "choose TLS or STARTTLS in Transport Security");
            case "AUTHORIZATIONFAILED", "CONTACTADMIN" -> new PlatformException(Fault.NOT_ALLOWED, said);
            default ->
                new PlatformException(
                        Fault.CREDENTIALS_REFUSED,
                        said,
                        "check user name and password or token, and whether the provider wants an app password or OAuth 2.0; "
                                + "then use Verify");
        };
    }

    private static Fault refusal(String words) {
        return switch (code(words)) {
            case "NONEXISTENT", "TRYCREATE" -> Fault.NOT_FOUND;
            case "NOPERM", "AUTHORIZATIONFAILED" -> Fault.NOT_ALLOWED;
            default -> Fault.REQUEST_REFUSED;
        };
    }

    /** The server's or the network's words, on one line. */
    static String words(Exception failure) {
        Optional<ConnectionException> lost = cause(failure, ConnectionException.class);
        String message = Optional.ofNullable(failure.getMessage())
                .or(() -> lost.map(Throwable::getMessage))
                .orElse(failure.getClass().getSimpleName());
        String oneLine = message.replaceAll("\\s+", " ").strip();
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST) + "…";
    }

    private static String code(String words) {
        Matcher code = CODE.matcher(words);
        return code.find() ? code.group(1).toUpperCase(Locale.ROOT) : "";
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
        return causes(failure).stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The failure and what is behind it. */
    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }
}
