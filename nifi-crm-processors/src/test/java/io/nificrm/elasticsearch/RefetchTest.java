package io.nificrm.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class RefetchTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final Refetch refetch = new Refetch();

    @Test
    void whatTheSourceSaysNowIsTakenOver() {
        assertMerged(
                "{'id':'a','text':'old','engagement':{'likes':1,'views':9},'reach':10,'links':[{'url':'x'}]}",
                "{'id':'a','text':'new','engagement':{'likes':5},'reach':20,'links':[],'title':'T'}",
                "{'id':'a','text':'new','engagement':{'likes':5,'views':9},'reach':20,'links':[],'title':'T'}");
    }

    @Test
    void whatPeopleDidAndWhenItWasFirstWrittenStays() {
        assertMerged(
                "{'indexed_at':'1','lag_seconds':1.5,'triage':{'queue':'q','status':'resolved'},'person':{'id':'p'},'reach':1}",
                "{'indexed_at':'2','lag_seconds':9.0,'handling_seconds':1.0,'triage':{'queue':'r','status':'new'},'person':{'id':'q'},'reach':2}",
                "{'indexed_at':'1','lag_seconds':1.5,'triage':{'queue':'q','status':'resolved'},'person':{'id':'p'},'reach':2}");
    }

    @Test
    void whatHasBecomePublicAgainIsNoLongerPrivate() {
        assertMerged("{'text':'a','availability':'private'}", "{'text':'a'}", "{'text':'a'}");
        assertMerged("{'text':'a'}", "{'availability':'deleted'}", "{'text':'a','availability':'deleted'}");
    }

    @Test
    void aMentionThatWasNeverRoutedIsRoutedWhenItGrows() {
        assertMerged("{'reach':1}", "{'reach':9,'triage':{'queue':'q'}}", "{'reach':9,'triage':{'queue':'q'}}");
    }

    @Test
    void aTagThatAPersonCorrectedStays() {
        assertMerged(
                "{'text':'a','sentiment':{'label':'positive'},'topics':['x'],'triage':{'corrected':['sentiment']}}",
                "{'text':'b','sentiment':{'label':'negative'},'topics':['y']}",
                "{'text':'b','sentiment':{'label':'positive'},'topics':['y'],'triage':{'corrected':['sentiment']}}");
    }

    @Test
    void tagsOfATextThatIsGoneGoWithIt() {
        assertMerged(
                "{'text':'lid leaks','topics':['lid'],'needs':['control'],'sentiment':{'label':'negative'}}",
                "{'text':'all fine'}",
                "{'text':'all fine'}");
    }

    @Test
    void whenTheProfileSpeaksAgainItsOldTagsGo() {
        assertMerged(
                "{'text':'a','topics':['lid'],'brands':['acme'],'matches':{'topics/lid':['lid']},'emotion':{'label':'joy'}}",
                "{'text':'a','brands':['acme'],'matches':{'brands/acme':['acme']}}",
                "{'text':'a','brands':['acme'],'matches':{'brands/acme':['acme']},'emotion':{'label':'joy'}}");
    }

    @Test
    void aWriterThatKnowsOnlyTheCountsLeavesTheTags() {
        assertMerged(
                "{'text':'a','topics':['lid'],'engagement':{'likes':1}}",
                "{'engagement':{'likes':2}}",
                "{'text':'a','topics':['lid'],'engagement':{'likes':2}}");
    }

    @Test
    void whoWasFirstStaysFirstWhenTheMemoryOfItIsGone() {
        assertMerged(
                "{'text':'a','spam':{'score':0.0}}",
                "{'text':'a','duplicate_of':'z','spam':{'score':0.0}}",
                "{'text':'a','spam':{'score':0.0}}");
        assertMerged(
                "{'text':'a','duplicate_of':'b','spam':{'score':0.6}}",
                "{'text':'a','spam':{'score':0.0}}",
                "{'text':'a','duplicate_of':'b','spam':{'score':0.6}}");
    }

    @Test
    void aMentionThatWasNeverComparedGetsItsVerdict() {
        assertMerged(
                "{'text':'a'}",
                "{'text':'a','duplicate_of':'b','spam':{'score':0.0}}",
                "{'text':'a','duplicate_of':'b','spam':{'score':0.0}}");
    }

    @Test
    void suspicionGrowsAndGoesWithTheTextThatRaisedIt() {
        assertMerged(
                "{'text':'a','spam':{'score':0.2}}",
                "{'text':'a','spam':{'score':0.6}}",
                "{'text':'a','spam':{'score':0.6}}");
        assertMerged(
                "{'text':'a','duplicate_of':'z','spam':{'score':0.6}}",
                "{'text':'b','spam':{'score':0.0}}",
                "{'text':'b','spam':{'score':0.0}}");
    }

    @Test
    void anOlderFetchChangesNothing() {
        String stored = "{'fetched_at':'2026-11-22T10:00:00Z','engagement':{'likes':9}}";
        assertMerged(stored, "{'fetched_at':'2026-11-22T09:59:59.999Z','engagement':{'likes':1}}", stored);
    }

    @Test
    void neitherArgumentIsChanged() {
        ObjectNode stored = json("{'author':{'name':'A'},'text':'a','topics':['x']}");
        ObjectNode incoming = json("{'author':{'followers':1},'text':'b'}");

        ObjectNode merged = refetch.merge(stored, incoming);
        ((ObjectNode) merged.path("author")).put("name", "changed");

        assertThat(stored).isEqualTo(json("{'author':{'name':'A'},'text':'a','topics':['x']}"));
        assertThat(incoming).isEqualTo(json("{'author':{'followers':1},'text':'b'}"));
    }

    private void assertMerged(String stored, String incoming, String expected) {
        assertThat(refetch.merge(json(stored), json(incoming))).isEqualTo(json(expected));
        assertThat(refetch.merge(json(expected), json(incoming)))
                .as("a replay changes nothing")
                .isEqualTo(json(expected));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
