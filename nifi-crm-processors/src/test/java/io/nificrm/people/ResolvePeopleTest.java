package io.nificrm.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nificrm.flowfile.CrmAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolvePeopleTest {
    private final TestRunner runner = TestRunners.newTestRunner(ResolvePeople.class);
    private final ContactList contacts = new ContactList();

    @BeforeEach
    void contacts() throws InitializationException {
        contacts.add("mastodon:jo@social.example", "c-1", "Customer", "vip; home baristas", "");
        contacts.add("jo@post.example", "c-1", "Customer", "vip", "x:jo_at_x;mastodon:jo@social.example");
        runner.addControllerService("contacts", contacts);
        runner.enableControllerService(contacts);
        runner.setProperty(ResolveProperties.LOOKUP, "contacts");
    }

    @Test
    void aContactIsNamedWithStageAndSegmentsAndOthersAreUnmatched() {
        runner.enqueue(mention("1", "mastodon", "jo@social.example") + mention("2", "mastodon", "kim@social.example"));
        runner.run();

        assertThat(lines())
                .satisfiesExactly(
                        jo -> assertThat(jo)
                                .contains(
                                        "\"person\":{\"id\":\"c-1\",\"matched\":true,\"stage\":\"customer\",\"segment\":[\"vip\",\"home"
                                                + " baristas\"]}"),
                        kim -> assertThat(kim).contains("\"person\":{\"matched\":false}"));
    }

    @Test
    void whoIsFoundByMailIsKnownByTheHandlesListedOnTheContact() {
        runner.enqueue(mail("1", "Jo@Post.example ") + mention("2", "x", "jo_at_x"));
        runner.run(1, false, true);
        runner.enqueue(mention("3", "x", "jo_at_x"));
        runner.run(1, true, false);

        assertThat(lines()).allMatch(line -> line.contains("\"id\":\"c-1\""));
        assertThat(runner.getFlowFilesForRelationship(ResolvePeople.SUCCESS)
                        .get(1)
                        .getContent())
                .contains("\"id\":\"c-1\"");
    }

    @Test
    void ourOwnPostsAreLookedUpForNobodyAndOurMailsForTheirRecipient() {
        runner.enqueue("""
            {"id":"m:1","type":"mention","@timestamp":"2026-11-20T10:00:00Z","platform":"mastodon","kind":"post","author":{"handle":"acme@social.example","ours":true}}
            {"id":"m:2","type":"mention","@timestamp":"2026-11-20T10:00:00Z","platform":"email","kind":"message","author":{"handle":"care@acme.example","ours":true},"email":{"recipient":"jo@post.example"}}
            """);
        runner.run();

        assertThat(lines())
                .satisfiesExactly(
                        post -> assertThat(post).doesNotContain("\"person\""),
                        mail -> assertThat(mail).contains("\"id\":\"c-1\""));
    }

    @Test
    void whatIsKnownIsNotAskedAgain() {
        runner.enqueue(mention("1", "mastodon", "kim@social.example") + mention("2", "mastodon", "kim@social.example"));
        runner.run(1, false, true);
        runner.enqueue(mention("3", "mastodon", "kim@social.example"));
        runner.run(1, true, false);

        assertThat(contacts.questions).hasValue(1);
    }

    @Test
    void aKeyAtWhichTheServiceFailsHoldsBackItsTouchpointAlone() {
        contacts.failAt("mastodon:o'hara@social.example");
        runner.enqueue(mention("1", "mastodon", "jo@social.example")
                + mention("2", "mastodon", "o'hara@social.example")
                + mention("3", "mastodon", "kim@social.example")
                + "garbage\n");
        runner.run();

        assertThat(lines()).hasSize(2);
        MockFlowFile waiting =
                runner.getFlowFilesForRelationship(ResolvePeople.RETRY).getFirst();
        assertThat(waiting.getContent()).contains("\"m:2\"").doesNotContain("person");
        assertThat(waiting.getAttribute(CrmAttributes.REASON)).contains("the database is away");
        assertThat(waiting.isPenalized()).isTrue();
        runner.assertTransferCount(ResolvePeople.INVALID, 1);
    }

    @Test
    void notFoundOfARestServiceIsNobodyKnownAndAnythingElseIsAFailure() {
        contacts.failAt("mastodon:kim@social.example", "Request failed with HTTP 404 for [http://c/?key=kim]: none");
        contacts.failAt(
                "mastodon:lee@social.example", "Request failed with HTTP 503 for [http://c/?key=lee]: 404 later");
        runner.enqueue(mention("1", "mastodon", "kim@social.example") + mention("2", "mastodon", "lee@social.example"));
        runner.run();

        assertThat(lines()).singleElement().asString().contains("\"m:1\"", "\"person\":{\"matched\":false}");
        assertThat(runner.getFlowFilesForRelationship(ResolvePeople.RETRY)
                        .getFirst()
                        .getContent())
                .contains("\"m:2\"");
    }

    @Test
    void columnsMayBeNamedInCapitalsAndWhatHasNoIdIsExplained() {
        ContactFields fields = new ContactFields("id", "stage", "segment", "handles");

        assertThat(fields.read(
                        Map.of("ID", 17, "Stage", "Customer", "SEGMENT", "vip;b2b", "Handles", "@Jo"),
                        AddressKeys.plain()))
                .hasValue(new Contact("17", Optional.of("customer"), List.of("vip", "b2b"), Set.of()));
        assertThatThrownBy(() -> fields.read(Map.of("error", "not found"), AddressKeys.plain()))
                .hasMessageContaining("'id'; it has the fields error")
                .hasMessageContaining("evaluate responses");
    }

    @Test
    void whileTheServiceIsAwayNothingIsLostAndItIsNotPestered() {
        contacts.away(true);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append(mention(Integer.toString(i), "mastodon", "a" + i));
        }
        runner.enqueue(many.toString());
        runner.run();

        runner.assertTransferCount(ResolvePeople.SUCCESS, 0);
        assertThat(runner.getFlowFilesForRelationship(ResolvePeople.RETRY)
                        .getFirst()
                        .getContent()
                        .lines())
                .hasSize(100);
        assertThat(contacts.questions).hasValue(3);
    }

    @Test
    void addressesCanLeaveAsTheHashesThatContactsAreKeptUnder() {
        String hash = AddressKeys.keyed("a secret of ours, long").of("JO@post.example");
        contacts.add(hash, "c-9", "", "", "");
        runner.setProperty(ResolveProperties.HASHING, AddressHashing.HMAC_SHA256);
        runner.setProperty(ResolveProperties.HASH_KEY, "a secret of ours, long");
        runner.setProperty(ResolveProperties.KEEP_ADDRESSES, "false");
        runner.enqueue(mail("1", "jo@post.example"));
        runner.run();

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("\"id\":\"c-9\"", "\"handle\":\"" + hash + '"', "\"recipient\":\"")
                .doesNotContain("@post.example", "care@acme.example", "\"raw\"");
    }

    @Test
    void aPlainHashIsTheOneThatTheFieldExchanges() {
        // printf jo@post.example | sha256sum
        assertThat(AddressKeys.sha256().of(" Jo@Post.example"))
                .hasSize(64)
                .isEqualTo(AddressKeys.sha256().of("jo@post.example"))
                .isEqualTo("94ff97bff8cc11cb97a61567a9a227ef1fd9f2e93b086129510cc9b10d8acd87");
        assertThat(AddressKeys.plain().of(" Jo@Post.example")).isEqualTo("jo@post.example");
    }

    @Test
    void aConfigurationThatCanFindNobodyIsInvalidAndVerifyAsksTheContacts() {
        runner.removeProperty(ResolveProperties.LOOKUP);
        runner.assertNotValid();
        runner.setProperty(ResolveProperties.LOOKUP, "contacts");
        runner.assertValid();

        assertThat(verify())
                .singleElement()
                .satisfies(result ->
                        assertThat(result.getOutcome()).isEqualTo(ConfigVerificationResult.Outcome.SUCCESSFUL));
        contacts.away(true);
        assertThat(verify())
                .singleElement()
                .satisfies(result -> assertThat(result.getExplanation()).contains("the database is away"));
    }

    private List<ConfigVerificationResult> verify() {
        return ((VerifiableProcessor) runner.getProcessor())
                .verify(runner.getProcessContext(), runner.getLogger(), Map.of());
    }

    private List<String> lines() {
        return runner.getFlowFilesForRelationship(ResolvePeople.SUCCESS)
                .getFirst()
                .getContent()
                .lines()
                .toList();
    }

    private static String mention(String id, String platform, String handle) {
        return """
            {"id":"m:%s","type":"mention","@timestamp":"2026-11-20T10:00:00Z","platform":"%s","kind":"post","author":{"handle":"%s"}}
            """.formatted(id, platform, handle);
    }

    private static String mail(String id, String from) {
        return """
            {"id":"email:%s","type":"mention","@timestamp":"2026-11-20T10:00:00Z","platform":"email","kind":"message","author":{"id":"%s","handle":"%s"},"email":{"recipient":"care@acme.example"},"raw":{"from":"%s"}}
            """.formatted(id, from, from, from);
    }
}
