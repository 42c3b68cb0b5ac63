package io.nificrm.dashboards;

import io.nificrm.dashboards.grafana.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which touchpoints a panel is about, in Lucene syntax: the choices at the top of the board and what the panel adds.
 *
 * <p>The words used on all boards are defined here alone: what is a voice, what waits, what was answered.
 */
public final class Scope {

    /** Somebody else said something: our own accounts are no voice of the community. */
    public static final String VOICES = "type:mention AND NOT author.ours:true";

    /** Flagged for somebody to look at. */
    public static final String FLAGGED = "_exists_:triage.queue";

    /** Flagged, and nobody has answered, closed or dismissed it. */
    public static final String WAITING = FLAGGED + " AND NOT triage.status:(responded OR resolved OR dismissed)";

    /** Waiting, and its time is up. */
    public static final String OVERDUE = WAITING + " AND triage.due_at:[* TO now]";

    /** Flagged, and answered. */
    public static final String ANSWERED = FLAGGED + " AND _exists_:triage.responded_at";

    /** Flagged, and not dismissed as needing no answer: what an answer was wanted for. */
    public static final String WANTED = FLAGGED + " AND NOT triage.status:dismissed";

    /** Answered within the time that the listening profile gives the priority; the settings of the board repeat it. */
    public static final String IN_TIME = withinDueTime("triage.response_seconds");

    /** Resolved within that time. */
    public static final String RESOLVED_IN_TIME = withinDueTime("triage.resolution_seconds");

    /** An answer was wanted, and it came or its time is up: what can be judged. */
    public static final String DUE = WANTED + " AND (_exists_:triage.responded_at OR triage.due_at:[* TO now])";

    /** It was resolved or its time is up: what can be judged. What was resolved before its time was kept is left out. */
    public static final String RESOLUTION_DUE = WANTED + " AND (_exists_:triage.resolution_seconds"
            + " OR (triage.due_at:[* TO now] AND NOT _exists_:triage.resolved_at))";

    /** The author came back and has waited longer for our next answer than for a first one. */
    private static final String NEXT_OVERDUE =
            "(_exists_:triage.next_asked_at AND NOT triage.status:(resolved OR dismissed)" + " AND "
                    + byPriority("triage.next_asked_at:[* TO now-", "s]") + ")";

    /** The author came back, and our next answer came or its time is up: what can be judged. */
    public static final String NEXT_DUE =
            WANTED + " AND (_exists_:triage.next_response_seconds OR " + NEXT_OVERDUE + ")";

    /** Each of our next answers came within that time. */
    public static final String NEXT_IN_TIME = "(_exists_:triage.next_response_seconds AND NOT "
            + byPriority("triage.next_response_seconds:{", " TO *]") + " AND NOT " + NEXT_OVERDUE + ")";

    /** Our brands are meant. */
    public static final String OURS = "_exists_:brands";

    /** A competitor is meant. */
    public static final String THEIRS = "_exists_:competitors";

    private static final String BRAND = "(brands:$brand)";

    private static final String OTHERS = "(platform:$platform) AND (personas:$persona)"
            + " AND (lang:$language) AND (triage.queue:$queue) AND (${search:raw})";

    private static final String CHOICES = BRAND + " AND " + OTHERS;

    private Scope() {}

    /** What people said, within the choices of the board. */
    public static String voices(String... more) {
        return and(VOICES, and(CHOICES, more));
    }

    /** What people said of anybody's brand, ours or not, within the other choices of the board. */
    public static String market(String... more) {
        return and(VOICES, and(OTHERS, more));
    }

    /** People, within those choices of the board that people have. */
    public static String people(String... more) {
        return and("NOT ours:true AND " + BRAND + " AND (personas:$persona)", more);
    }

    /** Ideas, within those choices of the board that ideas have. */
    public static String ideas(String... more) {
        return and(BRAND + " AND (personas:$persona) AND (lang:$language)", more);
    }

    /** Marks of the chosen brands, and those that are of every brand. */
    public static String markers(String... more) {
        return and("((*:* AND NOT _exists_:brand) OR brand:$brand)", more);
    }

    /** What happened to mails, within the choices of the board. */
    public static String emails(String... more) {
        return and("type:email_event", and(CHOICES, more));
    }

    /** Any touchpoint within the choices of the board. */
    public static String all(String... more) {
        return and(CHOICES, more);
    }

    /** All of these; alternatives must be in parentheses. */
    public static String and(String first, String... more) {
        List<String> clauses = new ArrayList<>();
        clauses.add(first);
        clauses.addAll(List.of(more));
        return String.join(" AND ", clauses);
    }

    /** The choices at the top of every board. */
    public static List<Variable> variables() {
        return List.of(
                choice("brand", "Brand", "brands", "The brands of the listening profile"),
                choice("platform", "Platform", "platform", "Where it was said"),
                choice("persona", "Persona", "personas", "The personas of the listening profile"),
                choice("language", "Language", "lang", "The language as BCP 47 code"),
                choice("queue", "Queue", "triage.queue", "Where triage sent it; All includes what was sent nowhere"),
                new Variable.Text(
                        "search",
                        "Search",
                        "Lucene syntax over all fields, e.g. topics:delivery AND reach:[1000 TO *]; * is everything",
                        "*"),
                sla("p1", 900),
                sla("p2", 3_600),
                sla("p3", 28_800),
                sla("p4", 86_400),
                new Variable.Setting(
                        "desk", "The address of the triage desk, without a slash at its end", DESK_PLACEHOLDER));
    }

    private static String withinDueTime(String seconds) {
        return byPriority(seconds + ":[* TO ", "]");
    }

    /** A clause for each priority, with its time in seconds in the middle. */
    private static String byPriority(String before, String after) {
        return Stream.of("p1", "p2", "p3", "p4")
                .map(priority ->
                        "(triage.priority:" + priority + " AND " + before + "${sla_" + priority + ":raw}" + after + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** The address of the desk where nobody set one; provisioning puts the real one in its place. */
    public static final String DESK_PLACEHOLDER = "http://localhost:9090/desk";

    private static Variable sla(String priority, int seconds) {
        return new Variable.Setting(
                "sla_" + priority,
                "Seconds until a " + priority + " should be answered, as in triage.sla of the listening profile",
                Integer.toString(seconds));
    }

    private static Variable choice(String name, String label, String field, String description) {
        return new Variable.Values(name, label, description, Sources.TOUCHPOINTS, field, "*");
    }
}
