package io.nificrm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileReaderTest {
    private static List<String> errors(String yaml) {
        InvalidProfileException refused =
                catchThrowableOfType(InvalidProfileException.class, () -> ProfileReader.read(yaml, "p.yaml"));
        assertThat(refused).as("refused: %s", yaml).isNotNull();
        return refused.problems().stream().map(ProfileProblem::toString).toList();
    }

    @Test
    void readsEverythingThatAProfileHolds() {
        ListeningProfile profile = Profiles.read(Profiles.ACME);

        assertThat(profile.name()).isEqualTo("Acme Coffee");
        assertThat(profile.entries())
                .extracting(ProfileEntry::reference)
                .containsExactly(
                        "brands/acme",
                        "competitors/bolt",
                        "topics/delivery",
                        "topics/safety",
                        "personas/barista",
                        "intents/complaint",
                        "intents/idea",
                        "key_messages/slow-roasted");
        assertThat(profile.triage().rules()).extracting(TriageRule::id).containsExactly("safety", "complaint", "idea");
        assertThat(profile.triage().sla().get(TriageRule.Priority.P1)).hasMinutes(10);
        assertThat(profile.triage().sla().get(TriageRule.Priority.P2)).hasHours(1);
        assertThat(profile.playbooks())
                .singleElement()
                .satisfies(playbook -> assertThat(playbook.steps()).containsExactly("look it up"));
        assertThat(profile.warnings()).isEmpty();
    }

    @Test
    void showsMistakesInQueriesAtTheirPlaceInTheFile() {
        assertThat(errors("topics:\n  - id: price\n    query: 'price AND (cheap'\n"))
                .containsExactly("p.yaml:3:29: topics/price: the query ends too early: a word or a bracket is missing");
        assertThat(errors("topics:\n  - id: price\n    query: price AND recah:10\n"))
                .singleElement()
                .asString()
                .startsWith("p.yaml:3:22: topics/price: there is no field 'recah'; did you mean 'reach'?");
        assertThat(errors("topics:\n  - id: price\n    query: |\n      price OR\n        reach:many\n"))
                .singleElement()
                .asString()
                .startsWith("p.yaml:5:9: topics/price: 'reach' needs a number");
    }

    @Test
    void saysAllMistakesAtOnce() {
        assertThat(errors("""
                        topics:
                          - {id: Price, query: cheap}
                          - {id: taste}
                          - {id: taste, query: taste}
                          - {id: app, query: app, colour: blue}
                        tpoics: []
                        triage:
                          sla: {p1: soon}
                          rules:
                            - {id: r, queue: rapid_respons, query: 'topics:tast'}
                        """))
                .satisfiesExactly(
                        e -> assertThat(e).contains("p.yaml:2:10", "topics/Price", "small letters"),
                        e -> assertThat(e).contains("p.yaml:3", "topics/taste", "'query' is missing"),
                        e -> assertThat(e).contains("p.yaml:4:10", "another entry of this id"),
                        e -> assertThat(e).contains("p.yaml:5:27", "'colour' is not known here"),
                        e -> assertThat(e).contains("p.yaml:6:1", "did you mean 'topics'?"),
                        e -> assertThat(e).contains("p.yaml:8:13", "'soon' is no duration"),
                        e -> assertThat(e)
                                .contains("p.yaml:10:22", "'queue' is one of rapid_response, feedback, advocacy"));
    }

    @Test
    void refusesNamesOfEntriesThatDoNotExist() {
        assertThat(errors("topics: [{id: price, query: cheap}]\nintents: [{id: x, query: 'topics:pirce OR cheap'}]"))
                .containsExactly("p.yaml:2:34: intents/x: there is no 'pirce' in topics; did you mean 'price'?");
    }

    @Test
    void refusesQueriesThatWaitForEachOther() {
        assertThat(errors("topics: [{id: a, query: 'topics:b OR x1'}, {id: b, query: 'y1 OR intents:c'}]\n"
                        + "intents: [{id: c, query: 'topics:a'}]"))
                .singleElement()
                .asString()
                .contains("topics/a", "wait for each other: topics/a reads topics/b reads intents/c reads topics/a");
    }

    @Test
    void evaluatesEachQueryAfterThoseItReads() {
        ListeningProfile profile = Profiles.read(
                "topics: [{id: a, query: 'intents:*'}]\nintents: [{id: c, query: 'needs:n'}]\nneeds: [{id: n, query: word}]");

        assertThat(profile.evaluationOrder())
                .extracting(ProfileEntry::reference)
                .containsExactly("needs/n", "intents/c", "topics/a");
    }

    @Test
    void explainsWhatYamlMakesOfUnquotedQueries() {
        assertThat(errors("brands: [{id: a, query: @acme}]"))
                .singleElement()
                .asString()
                .contains("put quotes round it");
        assertThat(errors("brands:\n  - id: a\n    query: #acme\n"))
                .singleElement()
                .asString()
                .contains("begins with #");
        assertThat(errors("brands:\n  - id: a\n    query: *acme\n"))
                .singleElement()
                .asString()
                .contains("quotes");
    }

    @Test
    void refusesWhatWouldExhaustMemory() {
        assertThat(errors("a: ".concat("[".repeat(5000))))
                .singleElement()
                .asString()
                .contains("deep");
        assertThat(errors("a: &x [1]\nb: *x")).singleElement().asString().contains("anchor");
        assertThat(errors("# " + "x".repeat(YamlSource.LONGEST + 1))).isNotEmpty();
        assertThat(errors("")).singleElement().asString().contains("a profile is");
        assertThat(errors("brands: []")).singleElement().asString().contains("nothing to listen for");
        assertThat(errors("brands: !!javax.script.ScriptEngineManager [x]")).isNotEmpty();
    }
}
