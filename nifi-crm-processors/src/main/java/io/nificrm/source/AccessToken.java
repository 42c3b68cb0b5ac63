package io.nificrm.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A token that a platform lends for a while: fetched when it is first needed, and again shortly before it ends. */
public final class AccessToken {

    /** A token and the moment it ends. */
    public record Lent(String token, Instant until) {

        @Override
        public String toString() {
            return "Lent[until " + until + "]";
        }
    }

    /** Asks the platform for a token. */
    @FunctionalInterface
    public interface Lender {
        Lent lend() throws PlatformException, InterruptedException;
    }

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Lender lender;
    private final Clock clock;
    private Optional<Lent> lent = Optional.empty();

    public AccessToken(Lender lender, Clock clock) {
        this.lender = lender;
        this.clock = clock;
    }

    /** A token that is good for a minute at least. */
    public String get() throws PlatformException, InterruptedException {
        Optional<Lent> good =
                lent.filter(token -> clock.instant().isBefore(token.until().minus(MARGIN)));
        if (good.isPresent()) {
            return good.get().token();
        }
        Lent fresh = lender.lend();
        lent = Optional.of(fresh);
        return fresh.token();
    }

    /** The platform no longer accepts it; the next request gets a new one. */
    public void forget() {
        lent = Optional.empty();
    }
}
