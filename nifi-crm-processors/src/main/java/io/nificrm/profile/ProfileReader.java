package io.nificrm.profile;

import io.nificrm.profile.query.InvalidQueryException;
import io.nificrm.profile.query.ParsedQuery;
import io.nificrm.profile.query.QueryProblem;
import io.nificrm.profile.query.QuerySyntax;
import io.nificrm.profile.query.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a listening profile from YAML and compiles it. Everything that is wrong is said at once, each with file, line,
 * column, entry and reason. {@code docs/profile.md} describes the format. Limits: 4 Mi characters, 20 levels, no anchors.
 */
public final class ProfileReader {
    private static final Set<String> TOP = Set.of(
            "name",
            "description",
            "brands",
            "competitors",
            "topics",
            "personas",
            "needs",
            "intents",
            "key_messages",
            "triage",
            "playbooks",
            "caps");
    private static final Set<String> COMMON = Set.of("id", "name", "description", "query", "examples", "not");
    private static final Predicate<String> ID =
            java.util.regex.Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}").asMatchPredicate();

    private final QuerySyntax mentions = QuerySyntax.ofMentions();
    private final QuerySyntax authors = QuerySyntax.ofAuthors();
    private final Problems problems;
    private final YamlSource yaml;
    private final ExampleReader examples;
    private final List<ProfileEntry> entries = new ArrayList<>();
    private final Map<ParsedQuery, ScalarNode> places = new HashMap<>();

    private ProfileReader(String text, String file) {
        this.problems = new Problems(file);
        this.yaml = new YamlSource(text, problems);
        this.examples = new ExampleReader(problems);
    }

    /**
     * Reads a profile.
     *
     * @param text YAML
     * @param file what messages call it
     * @throws InvalidProfileException with every error, when there is any
     */
    public static ListeningProfile read(String text, String file) throws InvalidProfileException {
        return new ProfileReader(text, file).profile(text);
    }

    private ListeningProfile profile(String text) throws InvalidProfileException {
        Optional<MappingNode> root = yaml.read(text);
        problems.throwErrors();
        YamlMapping top = new YamlMapping(root.orElseThrow(), "", TOP, problems);
        for (ProfileList list : ProfileList.values()) {
            readList(top, list);
        }
        Optional<TriagePolicy> triage = top.mapping("triage").map(this::triage);
        List<Playbook> playbooks = playbooks(top);
        List<Cap> caps = caps(top);
        checkReferences(triage, playbooks, caps);
        if (entries.isEmpty()) {
            problems.error(top.place(), "", "nothing to listen for: give at least one of brands, topics, …");
        }
        problems.throwErrors();
        return ListeningProfile.compile(
                top.text("name").orElse(problems.file()),
                entries,
                triage.orElseGet(() -> new TriagePolicy(Map.of(), usualNever(), List.of())),
                playbooks,
                caps,
                problems);
    }

    private void readList(YamlMapping top, ProfileList list) {
        Set<String> known = new HashSet<>(COMMON);
        switch (list) {
            case BRANDS, COMPETITORS -> Collections.addAll(known, "accounts", "url");
            case PERSONAS -> known.add("author_query");
            case TOPICS, NEEDS, INTENTS, KEY_MESSAGES -> known.add("url");
        }
        Set<String> ids = new HashSet<>();
        for (Node node : top.list(list.field())) {
            mapping(node, list.field()).ifPresent(item -> entry(item, list, known, ids));
        }
    }

    private Optional<MappingNode> mapping(Node node, String list) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        problems.error(YamlSource.place(node), list, "an entry begins with '- id:'");
        return Optional.empty();
    }

    private void entry(MappingNode node, ProfileList list, Set<String> known, Set<String> ids) {
        YamlMapping item = new YamlMapping(node, list.field() + "/" + rawId(node), known, problems);
        Optional<String> id = id(item, list.field(), ids);
        String reference = list.field() + "/" + id.orElse("?");
        Optional<ParsedQuery> query = item.scalar("query").flatMap(text -> query(text, mentions, reference));
        Optional<ParsedQuery> authorQuery =
                item.scalar("author_query").flatMap(text -> query(text, authors, reference));
        if (!item.has("query") && !item.has("author_query")) {
            problems.error(item.place(), reference, "'query' is missing: what is to be looked for?");
        }
        List<String> accounts = item.texts("accounts");
        accounts.forEach(account ->
                AccountRoster.refusal(account).ifPresent(reason -> problems.error(item.place(), reference, reason)));
        if (id.isPresent()) {
            entries.add(new ProfileEntry(
                    list,
                    entries.size(),
                    id.get(),
                    item.text("name"),
                    item.text("description"),
                    item.text("url"),
                    query,
                    authorQuery,
                    accounts,
                    examples.read(item.list("examples"), reference),
                    examples.read(item.list("not"), reference),
                    item.place()));
        }
    }

    private static String rawId(MappingNode node) {
        return node.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("id"))
                .findFirst()
                .map(tuple -> tuple.getValueNode() instanceof ScalarNode id ? id.getValue() : "?")
                .orElse("?");
    }

    private Optional<String> id(YamlMapping item, String list, Set<String> taken) {
        Optional<ScalarNode> node = item.required("id");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String id = node.get().getValue().strip();
        Place place = YamlSource.place(node.get());
        if (!ID.test(id)) {
            problems.error(place, list + "/" + id, "an id is made of small letters, digits, - and _ (at most 64)");
        } else if (!taken.add(id)) {
            problems.error(place, list + "/" + id, "there is another entry of this id in the list");
        } else {
            return Optional.of(id);
        }
        return Optional.empty();
    }

    private Optional<ParsedQuery> query(ScalarNode text, QuerySyntax syntax, String entry) {
        try {
            ParsedQuery query = syntax.parse(text.getValue());
            for (QueryProblem warning : query.warnings()) {
                problems.warning(yaml.within(text, warning.line(), warning.column()), entry, warning.message());
            }
            places.put(query, text);
            return Optional.of(query);
        } catch (InvalidQueryException e) {
            QueryProblem problem = e.problem();
            Place place = yaml.within(text, problem.line(), problem.column());
            boolean exact = !place.equals(YamlSource.place(text)) || (problem.column() == 1 && problem.line() == 1);
            problems.error(
                    place,
                    entry,
                    problem.message()
                            + (exact
                                    ? ""
                                    : " (line " + problem.line() + ", column " + problem.column() + " of the query)"));
            return Optional.empty();
        }
    }

    private TriagePolicy triage(MappingNode node) {
        YamlMapping triage = new YamlMapping(node, "triage", Set.of("sla", "never", "rules"), problems);
        Map<TriageRule.Priority, java.time.Duration> sla = new EnumMap<>(TriageRule.Priority.class);
        triage.mapping("sla").ifPresent(durations -> {
            YamlMapping times = new YamlMapping(durations, "triage/sla", Set.of("p1", "p2", "p3", "p4"), problems);
            for (TriageRule.Priority priority : TriageRule.Priority.values()) {
                times.scalar(priority.value())
                        .ifPresent(text -> Durations.parse(text.getValue())
                                .ifPresentOrElse(
                                        duration -> sla.put(priority, duration),
                                        () -> problems.error(
                                                YamlSource.place(text),
                                                "triage/sla",
                                                "'" + text.getValue() + "' is no duration such as 15m, 8h or 2d")));
            }
        });
        ParsedQuery never = triage.scalar("never")
                .flatMap(text -> query(text, mentions, "triage/never"))
                .orElseGet(this::usualNever);
        List<TriageRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node rule : triage.list("rules")) {
            mapping(rule, "triage")
                    .flatMap(item -> rule(item, ids, rules.size()))
                    .ifPresent(rules::add);
        }
        return new TriagePolicy(sla, never, rules);
    }

    private ParsedQuery usualNever() {
        try {
            return mentions.parse(TriagePolicy.USUAL_NEVER);
        } catch (InvalidQueryException e) {
            throw new IllegalStateException("the built-in query cannot be read", e);
        }
    }

    private Optional<TriageRule> rule(MappingNode node, Set<String> ids, int order) {
        YamlMapping item = new YamlMapping(
                node,
                "triage/" + rawId(node),
                Set.of("id", "description", "queue", "priority", "query", "examples", "not"),
                problems);
        Optional<String> id = id(item, "triage", ids);
        String reference = "triage/" + id.orElse("?");
        Optional<TriageRule.Queue> queue = item.choice("queue", TriageRule.Queue.values(), TriageRule.Queue::value);
        Optional<TriageRule.Priority> priority = item.has("priority")
                ? item.choice("priority", TriageRule.Priority.values(), TriageRule.Priority::value)
                : Optional.of(TriageRule.Priority.P4);
        Optional<ParsedQuery> query = item.required("query").flatMap(text -> query(text, mentions, reference));
        if (id.isEmpty() || queue.isEmpty() || priority.isEmpty() || query.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TriageRule(
                id.get(),
                order,
                item.text("description"),
                queue.get(),
                priority.get(),
                query.get(),
                examples.read(item.list("examples"), reference),
                examples.read(item.list("not"), reference),
                item.place()));
    }

    private List<Playbook> playbooks(YamlMapping top) {
        List<Playbook> playbooks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : top.list("playbooks")) {
            Optional<MappingNode> mapping = mapping(node, "playbooks");
            if (mapping.isEmpty()) {
                continue;
            }
            YamlMapping item = new YamlMapping(
                    mapping.get(),
                    "playbooks/" + rawId(mapping.get()),
                    Set.of("id", "name", "query", "steps", "reply"),
                    problems);
            Optional<String> id = id(item, "playbooks", ids);
            Optional<ParsedQuery> query =
                    item.required("query").flatMap(text -> query(text, mentions, "playbooks/" + id.orElse("?")));
            if (id.isPresent() && query.isPresent()) {
                playbooks.add(new Playbook(
                        id.get(),
                        item.text("name"),
                        query.get(),
                        item.texts("steps"),
                        item.text("reply"),
                        item.place()));
            }
        }
        return playbooks;
    }

    private List<Cap> caps(YamlMapping top) {
        CapReader reader = new CapReader(problems, this::query);
        List<Cap> caps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : top.list("caps")) {
            mapping(node, "caps").ifPresent(mapping -> {
                YamlMapping item = new YamlMapping(mapping, "caps/" + rawId(mapping), CapReader.KNOWN, problems);
                id(item, "caps", ids)
                        .flatMap(id -> reader.read(item, id, mentions))
                        .ifPresent(caps::add);
            });
        }
        return caps;
    }

    private void checkReferences(Optional<TriagePolicy> triage, List<Playbook> playbooks, List<Cap> caps) {
        Map<ProfileList, Set<String>> ids = new EnumMap<>(ProfileList.class);
        for (ProfileList list : ProfileList.values()) {
            ids.put(list, new HashSet<>());
        }
        entries.forEach(entry -> ids.get(entry.list()).add(entry.id()));
        for (ProfileEntry entry : entries) {
            entry.query().ifPresent(query -> checkReferences(query, entry.reference(), ids));
        }
        triage.ifPresent(policy -> {
            checkReferences(policy.never(), "triage/never", ids);
            policy.rules().forEach(rule -> checkReferences(rule.query(), rule.reference(), ids));
        });
        playbooks.forEach(playbook -> checkReferences(playbook.query(), playbook.toString(), ids));
        caps.forEach(cap -> checkReferences(cap.query(), cap.reference(), ids));
    }

    private void checkReferences(ParsedQuery query, String entry, Map<ProfileList, Set<String>> ids) {
        for (References.Reference reference : References.of(query.query())) {
            Set<String> known = ids.get(reference.list());
            if (!known.contains(reference.id())) {
                ScalarNode text = places.get(query);
                int at = Math.max(0, query.source().indexOf(reference.id()));
                Place place = text == null ? Place.START : yaml.within(text, 1, at + 1);
                problems.error(
                        place,
                        entry,
                        "there is no '" + reference.id() + "' in "
                                + reference.list().field()
                                + Spelling.nearest(reference.id(), known)
                                        .map(name -> "; did you mean '" + name + "'?")
                                        .orElse(""));
            }
        }
    }
}
