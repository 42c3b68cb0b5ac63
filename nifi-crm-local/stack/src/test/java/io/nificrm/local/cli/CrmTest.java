package io.nificrm.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.local.cli.CrmProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands promise: results on standard output alone, one line that sums up, exit codes 0, 1 and 2. */
class CrmTest {

    private static final String PROFILE = """
        brands: [{id: acme, name: Acme Coffee, query: 'acme'}]
        topics: [{id: delivery, query: 'courier OR parcel'}]
        """;

    private static final String LISTING = """
        {"kind":"Listing","data":{"children":[
          {"kind":"t3","data":{"name":"t3_a1","title":"The courier of Acme","selftext":"lost my parcel","author":"mia",
            "subreddit":"coffee","permalink":"/r/coffee/comments/a1/x/","created_utc":1763800000}},
          {"kind":"t3","data":{"title":"nobody knows my name"}}]}}
        """;

    @TempDir
    private Path folder;

    private CrmProcess crm;

    @BeforeEach
    void prepare() {
        crm = new CrmProcess(folder);
    }

    @Test
    void textsAreTaggedInOrderAndSummedUpOnStandardError() throws Exception {
        Path profile = Files.writeString(folder.resolve("profile.yaml"), PROFILE);

        Result result = crm.run(
                "the acme courier lost my parcel, I am furious\nwhat a lovely morning\n",
                "tag",
                "--text",
                "--profile",
                profile.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.lines()).hasSize(2);
        assertThat(result.lines().getFirst())
                .contains("\"id\":\"text:1\"", "\"brands\":[\"acme\"]", "\"topics\":[\"delivery\"]", "negative");
        assertThat(result.lines().getLast()).contains("\"id\":\"text:2\"").doesNotContain("brands");
        assertThat(result.err()).startsWith("crm tag: 2 tagged, 0 refused");
    }

    @Test
    void aLineThatIsNoTouchpointIsRefusedAndItsNeighboursGoOn() throws Exception {
        String touchpoint = """
            {"id":"x:1","type":"mention","@timestamp":"2026-11-20T10:00:00Z","fetched_at":"2026-11-20T10:01:00Z",\
            "platform":"x","channel":"social","kind":"post","text":"good"}
            """;

        Result result = crm.run(touchpoint + "{\"id\": oops\n" + touchpoint.replace("x:1", "x:2"), "tag");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(result.err()).contains("refused: line 2: ").contains("2 tagged, 1 refused");
    }

    @Test
    void itemsAreNormalisedAndThoseThatAreNoneAreRefused() throws Exception {
        Path page = Files.writeString(folder.resolve("page.json"), LISTING);

        Result result = crm.run("", "normalize", "--format", "reddit", page.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines()).singleElement().asString().contains("\"id\":\"reddit:t3_a1\"");
        assertThat(result.err()).contains("refused: ").contains("1 touchpoints, 1 refused");
    }

    @Test
    void whatIsNormalisedCanBeTagged() throws Exception {
        Result normalized = crm.run(LISTING, "normalize", "--format", "reddit", "-");

        Result tagged = crm.run(normalized.out(), "tag", "-");

        assertThat(tagged.exitCode()).as(tagged.err()).isZero();
        assertThat(tagged.out()).contains("\"sentiment\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalize --format morse        | 1 | there is no format morse; there are",
                "normalize                       | 2 | --format",
                "normalize --format reddit none  | 1 | there is no file none",
                "normalize --format reddit .     | 1 | is a folder",
                "tag none                        | 1 | there is no file none",
                "tag --profile none              | 1 | there is no file none",
                "tag --loud                      | 2 | --loud",
                "profile check none              | 1 | none",
                "demo --rate -1                  | 2 | --rate is -1.0",
                "demo --history many             | 2 | --history",
                "demo --desk-port 70000          | 2 | --desk-port is 70000; a port is",
                "demo --nifi-port -5 --check     | 2 | --nifi-port is -5",
                "live none --nifi-port 99999     | 2 | --nifi-port is 99999",
                "live none                       | 1 | none",
                "dance                           | 2 | dance"
            })
    void aCommandThatCannotBeDoneSaysWhyAndWritesNothing(String line, int exitCode, String reason) throws Exception {
        Result result = crm.run("", line.split(" "));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(reason).doesNotContain("\tat ").doesNotContain("fault of crm itself");
    }

    @Test
    void aProfileWithAMistakeIsRefusedByItsLine() throws Exception {
        Path profile = Files.writeString(folder.resolve("profile.yaml"), "brands: [{id: acme, query: '(acme'}]\n");

        Result tag = crm.run("hello\n", "tag", "--text", "--profile", profile.toString());
        Result check = crm.run("", "profile", "check", profile.toString());

        assertThat(tag.exitCode()).isEqualTo(1);
        assertThat(tag.out()).isEmpty();
        assertThat(tag.err()).contains("acme", "1");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out() + check.err()).contains("acme");
    }

    @Test
    void theFormatsAreListedWithWhatTheyAre() throws Exception {
        Result result = crm.run("", "formats");

        assertThat(result.exitCode()).isZero();
        assertThat(result.lines()).hasSizeGreaterThanOrEqualTo(19).allMatch(line -> line.matches("\\S+ {2,}\\S.*"));
        assertThat(result.err()).isEmpty();
    }
}
