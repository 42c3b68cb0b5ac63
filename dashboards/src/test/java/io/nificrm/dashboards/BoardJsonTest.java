package io.nificrm.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.dashboards.BoardFiles.BoardFile;
import io.nificrm.dashboards.grafana.DataSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the boards without asking anything. */
class BoardJsonTest {

    /** Panel types, transformations, units and options that Grafana 9.4 has and Grafana 13 still has. */
    private static final Set<String> PANEL_TYPES =
            Set.of("stat", "timeseries", "table", "bargauge", "barchart", "piechart", "text");

    private static final Set<String> TRANSFORMATIONS = Set.of(
            "groupingToMatrix",
            "organize",
            "calculateField",
            "convertFieldType",
            "filterFieldsByName",
            "sortBy",
            "limit");

    private static final Set<String> UNITS =
            Set.of("short", "locale", "percentunit", "s", "ms", "dateTimeFromNow", "cpm", "none");

    private static final Set<String> METRICS =
            Set.of("count", "sum", "avg", "min", "max", "cardinality", "percentiles", "raw_data");

    private static final Set<String> BUCKETS = Set.of("terms", "filters", "date_histogram");

    /** A pixel width of Grafana's title font, on average, and of one of the 24 columns at 1280 pixels. */
    private static final double LETTER = 8.1;

    private static final double COLUMN = 50;

    /** The gap between panels, and what Grafana keeps free on both sides of a title, for its remark and its menu. */
    private static final double BESIDE_TITLE = 34;

    static Stream<BoardFile> boards() {
        return BoardFiles.all();
    }

    @Test
    void boardsAreFoundByUniqueNames() {
        List<String> uids =
                boards().map(file -> file.board().path("uid").asText()).toList();

        assertThat(uids).isNotEmpty().doesNotHaveDuplicates().allMatch(uid -> uid.matches("[a-z0-9-]{8,40}"));
        assertThat(boards().map(file -> file.board().path("title").asText())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panelsHaveIdsOfTheirOwn(BoardFile file) {
        assertThat(file.panels().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(file.panels().map(panel -> panel.path("title").asText())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void theGridHasNeitherOverlapNorGap(BoardFile file) {
        Set<List<Integer>> covered = new HashSet<>();
        int bottom = 0;
        for (JsonNode panel : file.board().path("panels")) {
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    List<Integer> cell =
                            List.of(place.path("x").asInt() + x, place.path("y").asInt() + y);
                    assertThat(covered.add(cell))
                            .as("cell %s of %s", cell, panel.path("title"))
                            .isTrue();
                    assertThat(cell.getFirst()).isBetween(0, 23);
                }
            }
            bottom = Math.max(bottom, place.path("y").asInt() + place.path("h").asInt());
        }
        assertThat(covered).hasSize(24 * bottom);
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everythingIsKnownToGrafanaNineFour(BoardFile file) {
        assertThat(file.board().path("schemaVersion").asInt()).isEqualTo(37);
        file.panels().forEach(panel -> {
            assertThat(panel.path("type").asText()).isIn(PANEL_TYPES);
            JsonNode unit = panel.path("fieldConfig").path("defaults").path("unit");
            assertThat(unit.isMissingNode() || UNITS.contains(unit.asText()))
                    .as(unit.toString())
                    .isTrue();
            StreamOf.of(panel.path("transformations"))
                    .forEach(transformation ->
                            assertThat(transformation.path("id").asText()).isIn(TRANSFORMATIONS));
            StreamOf.of(panel.path("targets")).forEach(target -> {
                StreamOf.of(target.path("metrics"))
                        .forEach(metric ->
                                assertThat(metric.path("type").asText()).isIn(METRICS));
                StreamOf.of(target.path("bucketAggs"))
                        .forEach(bucket ->
                                assertThat(bucket.path("type").asText()).isIn(BUCKETS));
            });
        });
    }

    /** Grafana asks the panel's data source everything, whatever the targets name, unless the panel says it is mixed. */
    @ParameterizedTest
    @MethodSource("boards")
    void aPanelNamesWhatItAsks(BoardFile file) {
        file.panels().filter(panel -> panel.has("targets")).forEach(panel -> {
            Set<String> asked = StreamOf.of(panel.path("targets"))
                    .filter(target -> target.has("query"))
                    .map(target -> target.path("datasource").path("uid").asText())
                    .collect(Collectors.toSet());
            String named = panel.path("datasource").path("uid").asText();
            if (asked.size() > 1) {
                assertThat(named).as(panel.path("title").asText()).isEqualTo("-- Mixed --");
            } else {
                assertThat(asked.isEmpty() || asked.contains(named))
                        .as(panel.path("title").asText())
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("boards")
    void dataSourcesAreNamedByTheirUid(BoardFile file) {
        Set<String> uids = Sources.ALL.stream().map(DataSource::uid).collect(Collectors.toSet());
        Stream.of(
                        file.panels().flatMap(panel -> StreamOf.of(panel.path("targets"))),
                        StreamOf.of(file.board().path("templating").path("list"))
                                .filter(variable ->
                                        variable.path("type").asText().equals("query")),
                        StreamOf.of(file.board().path("annotations").path("list")))
                .flatMap(every -> every)
                .map(asking -> asking.path("datasource"))
                .filter(source -> !source.path("type").asText().equals("__expr__"))
                .forEach(source -> {
                    assertThat(source.path("type").asText()).isEqualTo("elasticsearch");
                    assertThat(source.path("uid").asText()).isIn(uids);
                });
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyPanelAsksAQuestionAndExplainsItself(BoardFile file) {
        file.panels()
                .filter(panel -> !panel.path("type").asText().equals("text"))
                .forEach(panel -> {
                    String title = panel.path("title").asText();
                    JsonNode defaults = panel.path("fieldConfig").path("defaults");
                    assertThat(title).endsWith("?");
                    assertThat(panel.path("description").asText())
                            .as("description of %s", title)
                            .hasSizeGreaterThan(20);
                    assertThat(defaults.path("noValue").asText())
                            .as("no-data text of %s", title)
                            .isNotEmpty();
                    assertThat(StreamOf.of(defaults.path("links")).count()
                                    + StreamOf.of(panel.path("links")).count())
                            .as("drill-down of %s", title)
                            .isPositive();
                    assertThat(panel.path("targets")).as("queries of %s", title).isNotEmpty();
                });
    }

    @ParameterizedTest
    @MethodSource("boards")
    void titlesFitAtTwelveHundredAndEightyPixels(BoardFile file) {
        file.panels()
                .forEach(panel -> assertThat(panel.path("title").asText().length() * LETTER)
                        .as(panel.path("title").asText())
                        .isLessThan(panel.path("gridPos").path("w").asInt() * COLUMN - BESIDE_TITLE));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aMoodHasTheSameColourEverywhere(BoardFile file) {
        file.panels()
                .flatMap(panel -> StreamOf.of(panel.path("fieldConfig").path("overrides")))
                .forEach(override -> {
                    String name = override.path("matcher").path("options").asText();
                    String color = Palette.moods().get(name);
                    StreamOf.of(override.path("properties"))
                            .filter(property -> property.path("id").asText().equals("color"))
                            .forEach(property -> {
                                String drawn = property.path("value")
                                        .path("fixedColor")
                                        .asText();
                                if (color == null) {
                                    assertThat(Palette.moods().values()).doesNotContain(drawn);
                                } else {
                                    assertThat(drawn).isEqualTo(color);
                                }
                            });
                });
    }

    /** Where there is nothing to judge, the lowest threshold would call it an alarm, or well; a count of 0 is judged. */
    @ParameterizedTest
    @MethodSource("boards")
    void nothingIsNeitherWellNorAlarming(BoardFile file) {
        file.panels()
                .filter(panel ->
                        panel.path("options").path("colorMode").asText().equals("background"))
                .map(panel -> panel.path("fieldConfig").path("defaults"))
                .filter(defaults -> !defaults.path("noValue").asText().equals("0"))
                .forEach(defaults -> assertThat(
                                defaults.at("/mappings/0/options/result/color").asText())
                        .as(defaults.path("noValue").asText())
                        .isNotEmpty()
                        .isNotIn(Palette.CALM, Palette.WATCH, Palette.ALARM, Palette.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void linksLeadToBoardsThatExist(BoardFile file) {
        Set<String> uids =
                boards().map(other -> other.board().path("uid").asText()).collect(Collectors.toSet());
        file.panels()
                .flatMap(panel -> panel.findValues("url").stream())
                .map(JsonNode::asText)
                .filter(url -> url.startsWith("/d/"))
                .forEach(url -> assertThat(url.substring(3, url.indexOf('?'))).isIn(uids));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyBoardHasTheSameChoices(BoardFile file) {
        assertThat(StreamOf.of(file.board().path("templating").path("list"))
                        .map(variable -> variable.path("name").asText()))
                .contains("brand", "platform", "persona", "language", "queue", "search", "desk");
    }
}
