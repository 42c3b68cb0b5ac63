package io.nificrm.email;

import io.nificrm.touchpoint.Bounce;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a bounce is hard, soft or a block: by the words of the remote server, which know better than the code in front
 * of them, then by the enhanced status code, then by its class.
 */
public final class BounceReason {
    /** One sort of words and what they mean; the first that matches counts. */
    private record Words(Bounce.Type type, Pattern pattern) {
        Words(Bounce.Type type, String... alternatives) {
            this(type, Pattern.compile(String.join("|", alternatives)));
        }
    }

    private static final List<Words> WORDS = List.of(
            new Words(
                    Bounce.Type.SOFT,
                    "(?:mailbox|inbox|mail box|account|user|recipient|quota|storage|mail folder)\\b[^.;]{0,40}\\b(?:is |are )?(?:full|exceeded)",
                    "over ?quota",
                    "quota exceeded",
                    "out of (?:storage )?space",
                    "exceed(?:s|ed|ing) (?:its |the |their )?(?:mailbox |storage |message )?quota",
                    "not enough (?:disk )?(?:storage|space)",
                    "insufficient (?:system )?storage"),
            new Words(
                    Bounce.Type.HARD,
                    "(?:user|recipient|mailbox|address|account|addressee|destination)s?\\b[^.;]{0,40}\\b(?:unknown|not (?:found|exist|known|recognized|listed)|invalid|disabled|inactive|suspended|deactivated|no longer (?:exists|valid|available|active))",
                    "(?:unknown|no such|invalid|nonexistent|inactive|disabled|non-existent) (?:user|recipient|mailbox|address|account|local|person|virtual)",
                    "(?:does|do|did)(?: not|n't) (?:exist|have an?\\b[^.;]{0,40}\\baccount)",
                    "not our (?:user|customer)",
                    "recipient address rejected: access denied", // Exchange Online, of addresses that do not exist
                    "not listed in",
                    "no mailbox (?:here|by that name|found)",
                    "mailbox unavailable",
                    "(?:address|recipient) (?:could not|couldn't|cannot|can't) be found",
                    "the address couldn't be found",
                    "user doesn't have",
                    "account (?:that you tried to reach )?is disabled",
                    "no longer (?:on server|works|employed|available)"),
            new Words(
                    Bounce.Type.BLOCK,
                    "\\bspam",
                    "black ?list",
                    "block ?list",
                    "deny ?list",
                    "\\bblocked",
                    "bloqu[eé]e",
                    "\\b(?:rbl|dnsbl)\\b",
                    "spamhaus|barracuda|cloudmark|proofpoint",
                    "reputation",
                    "\\bdmarc\\b|\\bspf\\b|\\bdkim\\b",
                    "(?:bad|poor) sender",
                    "sender (?:address|domain|id)?\\s*(?:rejected|denied|refused|blocked)",
                    "from:? (?:header|domain)|(?:domain|address)es? in from|from:\\s+domain is invalid",
                    "mail relay|relaying (?:denied|not)|relay access denied|not permitted to relay",
                    "content (?:rejected|refused|denied)|message (?:content|refused|rejected)|rejected due to",
                    "(?:security|local|company|organization(?:al)?|administrative) polic",
                    "virus|malware|phishing",
                    "too (?:large|big)|(?:line|header) too long|size (?:limit|exceeds)|exceeds? (?:the )?(?:maximum |fixed )?(?:message )?size",
                    "access denied|not authori[sz]ed|unauthori[sz]ed|permission",
                    "ptr record|reverse dns|helo|listed (?:at|by|in) "),
            new Words(
                    Bounce.Type.HARD,
                    "(?:domain|host)\\b[^.;]{0,40}\\b(?:does(?: not|n't) (?:exist|receive)|not found|unknown|illegal|invalid)",
                    "illegal host|unknown host|host unknown|unrouteable|unroutable|no such domain|null mx|bad destination",
                    "not accepting (?:network )?messages",
                    "recipient address rejected",
                    "\\brejected$"),
            new Words(
                    Bounce.Type.SOFT,
                    "try again|tried again|retr(?:y|ies)|temporar|deferred|greylist|timed? ?out|connection (?:refused|reset|dropped|failed)",
                    "no route to host|network is unreachable|too many (?:connections|messages|recipients)|rate limit|throttl",
                    "not accept our requests to connect|socket error|delivery time expired|message expired|resources? (?:temporarily )?unavailable|system (?:is )?busy"));

    private static final Set<String> LEAVES_NOTHING_OPEN = Set.of("1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "2.2");

    private BounceReason() {}

    static Bounce of(RecipientStatus status) {
        return of(status.code(), status.words(), status.action() == RecipientStatus.Action.DELAYED);
    }

    /**
     * What code and words say; a code that stands in the words counts where none is given.
     *
     * @param code enhanced status code; what is none is passed over
     * @param words of the remote server
     * @param delayed whether the mail is still being tried, which is never hard
     */
    public static Bounce of(Optional<String> code, Optional<String> words, boolean delayed) {
        Optional<String> telling = StatusCode.telling(code.flatMap(StatusCode::in), words.flatMap(StatusCode::in));
        Bounce.Type type = type(telling, words);
        return new Bounce(Optional.of(delayed && type == Bounce.Type.HARD ? Bounce.Type.SOFT : type), telling);
    }

    private static Bounce.Type type(Optional<String> code, Optional<String> words) {
        Optional<Bounce.Type> byCode = code.flatMap(BounceReason::byCode);
        if (code.filter(value -> LEAVES_NOTHING_OPEN.contains(value.substring(2)))
                .isPresent()) {
            return byCode.orElse(Bounce.Type.HARD);
        }
        if (byCode.isPresent() && byCode.get() == Bounce.Type.BLOCK && !saysUnknown(words)) {
            return Bounce.Type.BLOCK;
        }
        return byWords(words.orElse(""))
                .or(() -> byCode)
                .orElseGet(() ->
                        code.filter(value -> value.startsWith("4")).isPresent() ? Bounce.Type.SOFT : Bounce.Type.HARD);
    }

    private static boolean saysUnknown(Optional<String> words) {
        return byWords(words.orElse("")).filter(Bounce.Type.HARD::equals).isPresent();
    }

    private static Optional<Bounce.Type> byWords(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(some -> some.pattern().matcher(lower).find())
                .map(Words::type)
                .findFirst();
    }

    /** By subject and detail of RFC 3463 and of the IANA registry; empty where the code leaves it open. */
    private static Optional<Bounce.Type> byCode(String code) {
        String subjectAndDetail = code.substring(2);
        return switch (subjectAndDetail) {
            case "1.7", "1.8" -> Optional.of(Bounce.Type.BLOCK); // the sender's address
            case "1.0", "1.1", "1.2", "1.3", "1.4", "1.6", "1.10", "2.1", "4.4" -> Optional.of(Bounce.Type.HARD);
            case "2.2", "3.1", "4.1", "4.2", "4.3", "4.5", "4.6", "4.7" -> Optional.of(Bounce.Type.SOFT);
            case "2.3", "3.4" -> Optional.of(Bounce.Type.BLOCK); // too large
            default ->
                subjectAndDetail.startsWith("7.") || subjectAndDetail.startsWith("6.")
                        ? Optional.of(Bounce.Type.BLOCK)
                        : Optional.empty();
        };
    }
}
