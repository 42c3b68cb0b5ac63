package io.nificrm.profile;

import io.nificrm.profile.ProfileProblem.Severity;
import io.nificrm.profile.query.Match;
import io.nificrm.profile.query.QueryCycleException;
import io.nificrm.profile.query.QuerySet;
import io.nificrm.touchpoint.Touchpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/**
 * A listening profile, compiled: what is listened for, what is brought to whom, what to do then. Immutable and
 * thread-safe; an edited profile is a new one. {@link ProfileReader} makes it.
 */
public final class ListeningProfile {
    private final String name;
    private final List<ProfileEntry> entries;
    private final TriagePolicy triage;
    private final List<Playbook> playbooks;
    private final List<Cap> caps;
    private final List<ProfileProblem> warnings;
    private final QuerySet<ProfileEntry> tags;
    private final QuerySet<Optional<TriageRule>> rules;
    private final QuerySet<Playbook> playbookQueries;
    private final QuerySet<Cap> capQueries;
    private final Tagging tagging;

    private ListeningProfile(
            String name,
            List<ProfileEntry> entries,
            TriagePolicy triage,
            List<Playbook> playbooks,
            List<Cap> caps,
            Problems problems)
            throws QueryCycleException {
        this.name = name;
        this.entries = List.copyOf(entries);
        this.triage = triage;
        this.playbooks = List.copyOf(playbooks);
        this.caps = List.copyOf(caps);
        this.tags = QuerySet.of(entries.stream().map(ListeningProfile::member).toList());
        List<QuerySet.Member<Optional<TriageRule>>> routing = new ArrayList<>();
        routing.add(new QuerySet.Member<>(Optional.empty(), triage.never().query(), Optional.empty()));
        triage.rules()
                .forEach(rule -> routing.add(
                        new QuerySet.Member<>(Optional.of(rule), rule.query().query(), Optional.empty())));
        this.rules = QuerySet.of(routing);
        this.playbookQueries = QuerySet.of(playbooks.stream()
                .map(playbook ->
                        new QuerySet.Member<>(playbook, playbook.query().query(), Optional.empty()))
                .toList());
        this.capQueries = QuerySet.of(caps.stream()
                .map(cap -> new QuerySet.Member<>(cap, cap.query().query(), Optional.empty()))
                .toList());
        this.tagging = new Tagging(
                tags,
                new AccountRoster(entries.stream()
                        .filter(entry -> entry.list() == ProfileList.BRANDS)
                        .flatMap(entry -> entry.accounts().stream())
                        .toList()));
        this.warnings = problems.of(Severity.WARNING);
    }

    static ListeningProfile compile(
            String name,
            List<ProfileEntry> entries,
            TriagePolicy triage,
            List<Playbook> playbooks,
            List<Cap> caps,
            Problems problems)
            throws InvalidProfileException {
        try {
            return new ListeningProfile(name, entries, triage, playbooks, caps, problems);
        } catch (QueryCycleException e) {
            Place place = e.keys().getFirst() instanceof ProfileEntry entry ? entry.place() : Place.START;
            problems.error(
                    place, e.keys().getFirst().toString(), "these queries wait for each other: " + e.getMessage());
            throw new InvalidProfileException(problems.of(Severity.ERROR));
        }
    }

    private static QuerySet.Member<ProfileEntry> member(ProfileEntry entry) {
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        entry.query().ifPresent(query -> either.add(query.query(), Occur.SHOULD));
        entry.authorQuery().ifPresent(query -> either.add(query.query(), Occur.SHOULD));
        BooleanQuery built = either.build();
        Query query = built.clauses().size() == 1 ? built.clauses().getFirst().query() : built;
        return new QuerySet.Member<>(
                entry, query, Optional.of(new QuerySet.Finding(entry.list().field(), entry.id())));
    }

    /** What the profile calls itself. */
    public String name() {
        return name;
    }

    /** All entries of all lists, in the order of the file. */
    public List<ProfileEntry> entries() {
        return entries;
    }

    /** What is brought to whom. */
    public TriagePolicy triage() {
        return triage;
    }

    /** What to do about what. */
    public List<Playbook> playbooks() {
        return playbooks;
    }

    /** How much we may send. */
    public List<Cap> caps() {
        return caps;
    }

    /** What is allowed but probably not meant. */
    public List<ProfileProblem> warnings() {
        return warnings;
    }

    /** The entries in the order in which they are evaluated: each after those whose findings its query reads. */
    public List<ProfileEntry> evaluationOrder() {
        return tags.order();
    }

    /**
     * Tags a touchpoint: {@code author.ours}, {@code campaign}, the lists, and {@code matches}, which says why. What an
     * earlier tagging left is replaced; what a person corrected ({@code triage.corrected}) stays.
     */
    public Touchpoint tag(Touchpoint touchpoint) {
        return tagging.tag(touchpoint);
    }

    /** The entries that match, with the places of the words, as {@link #tag} sees the touchpoint. */
    public List<Match<ProfileEntry>> explain(Touchpoint touchpoint) {
        return tags.matchWithSpans(tagging.prepare(touchpoint));
    }

    /**
     * The rules that a tagged touchpoint satisfies: the most urgent first, then in the order of the file. None where it
     * is never to be queued.
     */
    public List<TriageRule> triageRules(Touchpoint tagged) {
        List<Optional<TriageRule>> matching = rules.matchingKeys(tagged);
        if (matching.contains(Optional.<TriageRule>empty())) {
            return List.of();
        }
        return matching.stream()
                .map(Optional::orElseThrow)
                .sorted(Comparator.comparing(TriageRule::priority)
                        .thenComparing(TriageRule::queue)
                        .thenComparingInt(TriageRule::order))
                .toList();
    }

    /** The playbooks for a tagged touchpoint, in the order of the file. */
    public List<Playbook> playbooksFor(Touchpoint tagged) {
        return playbookQueries.matchingKeys(tagged);
    }

    /** The caps under which something of ours counts, in the order of the file. */
    public List<Cap> capsFor(Touchpoint tagged) {
        return capQueries.matchingKeys(tagged);
    }
}
