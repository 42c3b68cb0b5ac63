package io.nificrm.profile;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** YAML 1.2 text as nodes that know their places. Nothing of it is ever turned into objects by name. */
final class YamlSource {
    static final int LONGEST = 4 << 20;
    static final int DEEPEST = 20;
    private static final int LONGEST_LINE = 100_000; // the YAML scanner takes the square of it in time

    private final List<String> lines;
    private final Problems problems;

    YamlSource(String text, Problems problems) {
        this.lines = text.lines().toList();
        this.problems = problems;
    }

    /** The document's mapping; empty, with the problem noted, where it cannot be read. */
    Optional<MappingNode> read(String text) {
        if (!isOfReadableSize(text)) {
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(problems.file())
                .setCodePointLimit(LONGEST)
                .setAllowRecursiveKeys(false)
                .build();
        try {
            if (!withinLimits(text, settings)) {
                return Optional.empty();
            }
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isPresent() && node.get() instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.error(Place.START, "", "a profile is a list of names with a colon each: 'brands:', 'topics:', …");
        } catch (MarkedYamlEngineException e) {
            problems.error(e.getProblemMark().map(YamlSource::place).orElse(Place.START), "", explained(e));
        } catch (YamlEngineException e) {
            problems.error(Place.START, "", "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private boolean isOfReadableSize(String text) {
        if (text.length() > LONGEST) {
            problems.error(Place.START, "", "the profile is longer than " + LONGEST + " characters");
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).length() > LONGEST_LINE) {
                problems.error(
                        new Place(i + 1, LONGEST_LINE), "", "the line is longer than " + LONGEST_LINE + " characters");
                return false;
            }
        }
        return true;
    }

    private boolean withinLimits(String text, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof AliasEvent) {
                problems.error(
                        event.getStartMark().map(YamlSource::place).orElse(Place.START),
                        "",
                        "a '*' here names an anchor of YAML, which profiles do not use: put quotes round the text");
                return false;
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                problems.error(
                        event.getStartMark().map(YamlSource::place).orElse(Place.START),
                        "",
                        "lists within lists, more than " + DEEPEST + " deep");
                return false;
            }
        }
        return true;
    }

    private static String explained(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("cannot start any token")) {
            return "a text cannot begin with this character: put quotes round it";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a second colon in one line: put quotes round the text that holds it";
        }
        return "not YAML: " + problem;
    }

    static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Place place(Node node) {
        return node.getStartMark().map(YamlSource::place).orElse(Place.START);
    }

    /**
     * The place in the file of a place in a text of the file. Exact for texts on one line and for {@code |} blocks; the
     * beginning of the text for the rest.
     */
    Place within(ScalarNode text, int line, int column) {
        Place start = place(text);
        Place end = text.getEndMark().map(YamlSource::place).orElse(start);
        boolean oneLine = start.line() == end.line();
        return switch (text.getScalarStyle()) {
            case PLAIN -> oneLine ? new Place(start.line(), start.column() + column - 1) : start;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> {
                boolean unescaped =
                        end.column() - start.column() - 2 == text.getValue().length();
                yield oneLine && unescaped ? new Place(start.line(), start.column() + column) : start;
            }
            case LITERAL -> new Place(start.line() + line, indent(start.line()) + column);
            case ScalarStyle other -> start;
        };
    }

    private int indent(int lineBefore) {
        if (lineBefore >= lines.size()) {
            return 0;
        }
        String first = lines.get(lineBefore);
        return first.length() - first.stripLeading().length();
    }
}
