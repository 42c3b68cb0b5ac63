package io.nificrm.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nificrm.source.http.BodyTooLargeException;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpCall;
import io.nificrm.source.http.HttpReply;
import io.nificrm.source.http.RefusedAddressException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Calls a platform's HTTP interface: answers feed the rate limit, and whatever is not a success becomes a {@link Fault}. */
public final class PlatformApi implements AutoCloseable {

    private static final int TOO_MANY_REQUESTS = 429;

    private final GuardedHttpClient http;
    private final Refusal.Reader refusals;

    public PlatformApi(GuardedHttpClient http) {
        this(http, reply -> Optional.empty());
    }

    private PlatformApi(GuardedHttpClient http, Refusal.Reader refusals) {
        this.http = http;
        this.refusals = refusals;
    }

    /** The same connections, with refusals understood as the platform means them. */
    public PlatformApi understanding(Refusal.Reader reader) {
        return new PlatformApi(http, reader);
    }

    /**
     * Sends a request.
     *
     * @param limit the one the request counts against
     * @return a successful answer, or 304 to a conditional request
     */
    public HttpReply send(HttpCall call, RateLimit limit) throws PlatformException, InterruptedException {
        HttpReply reply;
        try {
            reply = http.send(call);
        } catch (RefusedAddressException e) {
            throw new PlatformException(Fault.ADDRESS_REFUSED, e.getMessage(), e);
        } catch (BodyTooLargeException e) {
            throw new PlatformException(
                    Fault.UNREADABLE,
                    call + ": " + e.getMessage(),
                    "raise Maximum Response Size if the address is the right one");
        } catch (IOException e) {
            throw new PlatformException(Fault.UNAVAILABLE, call + ": " + reason(e), e);
        }
        if (reply.successful() || reply.status() == 304) {
            limit.observe(reply.status(), reply.headers());
            return reply;
        }
        Optional<Refusal> known = refusals.read(reply);
        boolean tooMany =
                known.map(refusal -> refusal.fault() == Fault.RATE_LIMITED).orElse(false);
        limit.observe(tooMany ? TOO_MANY_REQUESTS : reply.status(), reply.headers());
        if (known.isPresent()) {
            throw new PlatformException(known.get(), call + ": " + known.get().words());
        }
        throw new PlatformException(fault(reply.status()), refusal(call, reply));
    }

    /** Sends a request whose answer must be JSON. */
    public JsonReply json(HttpCall call, RateLimit limit) throws PlatformException, InterruptedException {
        HttpReply reply = send(call.header("Accept", "application/json"), limit);
        try {
            return new JsonReply(RawJson.read(reply.body()), reply);
        } catch (JsonProcessingException e) {
            throw new PlatformException(Fault.UNREADABLE, call + ": " + whatCame(reply, e), e);
        } catch (IOException e) {
            throw new PlatformException(Fault.UNREADABLE, call + ": " + reason(e), e);
        }
    }

    private static String whatCame(HttpReply reply, JsonProcessingException broken) {
        String type = reply.header("Content-Type").orElse("no content type");
        boolean markup = reply.bodyText().stripLeading().startsWith("<");
        String title = PlatformErrorText.find(reply)
                .filter(text -> markup)
                .map(text -> ", titled '" + text + "',")
                .orElse("");
        return markup
                ? "a web page (" + type + ")" + title + " came instead of JSON"
                : "the answer (" + type + ") is not JSON: " + broken.getOriginalMessage();
    }

    private static Fault fault(int status) {
        return switch (status) {
            case 401 -> Fault.CREDENTIALS_REFUSED;
            case 403 -> Fault.NOT_ALLOWED;
            case 404, 410 -> Fault.NOT_FOUND;
            case 408, 425 -> Fault.UNAVAILABLE;
            case TOO_MANY_REQUESTS -> Fault.RATE_LIMITED;
            default -> status >= 500 ? Fault.UNAVAILABLE : Fault.REQUEST_REFUSED;
        };
    }

    private static String refusal(HttpCall call, HttpReply reply) {
        String words = PlatformErrorText.find(reply).map(text -> ": " + text).orElse("");
        return call + " was answered with status " + reply.status() + words;
    }

    private static String reason(IOException failure) {
        String kind = failure.getClass().getSimpleName().replaceAll("(Exception)$", "");
        String words = kind.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return failure.getMessage() == null ? words : words + ": " + failure.getMessage();
    }

    @Override
    public void close() {
        http.close();
    }
}
