package io.nificrm.triage.desk;

import io.nificrm.triage.access.Account;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Sessions;
import io.nificrm.triage.access.SignInThrottle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who the visitor is: by the session's cookie, by a trusted proxy's header, or by name and password. */
final class SignIn {
    private static final String COOKIE = "crm_session";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PASSWORD = 1000;

    private final Supplier<Accounts> accounts;
    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final DeskSettings settings;
    private final Templates templates;

    SignIn(
            Supplier<Accounts> accounts,
            Sessions sessions,
            SignInThrottle throttle,
            DeskSettings settings,
            Templates templates) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
        this.settings = settings;
        this.templates = templates;
    }

    /** @param fresh whether the session began with this request, so that its cookie has to be set */
    record Recognised(Visitor visitor, boolean fresh) {}

    Optional<Recognised> recognise(DeskRequest request) {
        Optional<Account> viaProxy = viaProxy(request);
        Optional<Sessions.Session> session = request.cookie(COOKIE).flatMap(sessions::read);
        if (viaProxy.isPresent()) {
            Account account = viaProxy.get();
            Optional<Sessions.Session> own = session.filter(s -> s.name().equals(account.name()));
            return Optional.of(new Recognised(
                    new Visitor(account, own.orElseGet(() -> sessions.issue(account.name()))), own.isEmpty()));
        }
        return session.flatMap(s ->
                accounts.get().named(s.name()).map(account -> new Recognised(new Visitor(account, s), false)));
    }

    private Optional<Account> viaProxy(DeskRequest request) {
        return settings.proxy()
                .filter(proxy -> proxy.addresses().contains(request.remoteAddress()))
                .flatMap(proxy -> Optional.ofNullable(request.headers().get(proxy.header()))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                        .map(name -> new Account(name, proxy.role())));
    }

    DeskResponse form(String next, String problem, int status) {
        Map<String, Object> values = new HashMap<>();
        values.put("pageTitle", "Sign in");
        values.put("next", next);
        values.put("problem", problem);
        return DeskResponse.page(status, templates.render("sign-in", values));
    }

    DeskResponse submit(DeskRequest request) {
        String name =
                request.field("name").filter(n -> n.length() <= LONGEST_NAME).orElse("");
        String password = request.form().getOrDefault("password", "");
        String next = localPath(request.field("next").orElse(""));
        Optional<Duration> wait = throttle.wait(name, request.remoteAddress());
        if (wait.isPresent()) {
            long seconds = Math.max(1, wait.get().toSeconds());
            return form(next, "Too many tries. Wait " + MentionView.age(wait.get()) + " and try again.", 429)
                    .with("Retry-After", Long.toString(seconds));
        }
        Optional<Account> account = password.length() > LONGEST_PASSWORD
                ? Optional.empty()
                : accounts.get().signIn(name, password.toCharArray());
        if (account.isEmpty()) {
            throttle.failed(name, request.remoteAddress());
            return form(next, "Name or password is wrong.", 401);
        }
        throttle.succeeded(name);
        return withCookie(DeskResponse.seeOther(next), sessions.issue(name));
    }

    DeskResponse withCookie(DeskResponse response, Sessions.Session session) {
        return response.with("Set-Cookie", cookie(session.token()));
    }

    DeskResponse signOut() {
        return DeskResponse.seeOther(settings.basePath() + "/sign-in").with("Set-Cookie", cookie("") + "; Max-Age=0");
    }

    private String cookie(String value) {
        return COOKIE + '=' + value + "; Path=" + settings.basePath() + "/; HttpOnly; SameSite=Lax"
                + (settings.secureCookie() ? "; Secure" : "");
    }

    /** Only a page of this desk: an address elsewhere would make the sign-in page a tool of phishers. */
    String localPath(String next) {
        boolean local = next.matches("/[\\x21-\\x7E]*") && !next.startsWith("//") && !next.contains("\\");
        boolean ours = next.startsWith(settings.basePath() + "/");
        return local && ours ? next : settings.basePath() + "/queue";
    }
}
