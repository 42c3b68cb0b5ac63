package io.nificrm.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Items of one field {@code n}; pages keep them in {@code data.children} or {@code items}. */
class JsonItemsTest {
    private static final JsonItems ITEMS = new JsonItems(
            JsonShape.pages("data/children", "items"),
            (item, reading, out) -> out.touchpoint(TouchpointBuilder.builder()
                    .id("t:" + item.required("n"))
                    .type(Touchpoint.Type.MENTION)
                    .kind(Touchpoint.Kind.POST)
                    .platform("t")
                    .timestamp(Instant.EPOCH)
                    .build()));

    private final List<String> ids = new ArrayList<>();
    private final List<InvalidItem> invalid = new ArrayList<>();

    @Test
    void readsASingleItemAnArrayAPageAndLines() throws IOException {
        read("{\"n\":1}");
        read("[{\"n\":2},\n{\"n\":3}]");
        read("{\"kind\":\"Listing\",\"data\":{\"after\":null,\"children\":[{\"n\":4},{\"n\":5}],\"dist\":2}}");
        read("{\"n\":6}\n{\"n\":7}\r\n\n{\"items\":[{\"n\":8}]}\n[{\"n\":9}]");
        read("\uFEFF[ [] ]".replace("[]", "{\"data\":{\"children\":[{\"n\":10}]}}"));

        assertThat(ids).containsExactly("t:1", "t:2", "t:3", "t:4", "t:5", "t:6", "t:7", "t:8", "t:9", "t:10");
        assertThat(invalid).isEmpty();
    }

    @Test
    void anObjectWithoutAPageIsAnItemThoughItsFieldsAreNamedLikeOne() throws IOException {
        read("{\"data\":{\"x\":[1,{\"children\":[{\"n\":1}]}]},\"items\":\"none\",\"n\":2}");

        assertThat(ids).containsExactly("t:2");
        assertThat(invalid).isEmpty();
    }

    @Test
    void emptyPagesAndEmptyInputHoldNothing() throws IOException {
        read("");
        read("  \n");
        read("[]");
        read("{\"items\":[]}");

        assertThat(ids).isEmpty();
        assertThat(invalid).isEmpty();
    }

    @Test
    void aBadItemDoesNotHurtItsNeighbours() throws IOException {
        read("[{\"n\":1},{\"n\":tru},{\"m\":2},{\"n\":\"\\x\"},{\"n\":3}]");

        assertThat(ids).containsExactly("t:1", "t:3");
        assertThat(originals()).containsExactly("{\"n\":tru}", "{\"m\":2}", "{\"n\":\"\\x\"}");
        assertThat(invalid.get(0).reason()).startsWith("not JSON, byte ");
        assertThat(invalid.get(1).reason()).isEqualTo("field 'n' is missing");
    }

    @Test
    void truncatedJsonGivesWhatCameBeforeAndTheReason() throws IOException {
        read("{\"items\":[{\"n\":1},{\"n\":2},{\"n\":");
        read("[{\"n\":3},{\"n\":4}");

        assertThat(ids).containsExactly("t:1", "t:2", "t:3", "t:4");
        assertThat(invalid).hasSize(2);
        assertThat(invalid.get(0).reason()).isEqualTo("the JSON ends in the middle of an item");
        assertThat(originals().get(0)).isEqualTo("{\"n\":");
        assertThat(invalid.get(1).reason()).isEqualTo("the JSON ends before its array is closed");
    }

    @Test
    void aBrokenLineDoesNotHurtTheNext() throws IOException {
        read("{\"n\":1}\n{\"n\":{\"x\":2\n{\"n\":3}\n{\"n\":\"4\n{\"n\":5}\n{\"n\":6");

        assertThat(ids).containsExactly("t:1", "t:3", "t:5");
        assertThat(invalid).hasSize(3);
    }

    @Test
    void whatIsNoJsonIsOneInvalidItem() throws IOException {
        read("<!DOCTYPE html>\n<html>\n<body>Bad Gateway</body>\n</html>\n");
        read("upstream timed out\n{\"n\":1}");

        assertThat(ids).containsExactly("t:1");
        assertThat(invalid).hasSize(2);
        assertThat(invalid.get(0).reason()).isEqualTo("not JSON: it begins with '<'");
    }

    @Test
    void anItemLargerThanTheLimitIsInvalidAndCut() throws IOException {
        ItemLimits limits = new ItemLimits(1000, 1000, 20);
        read("[{\"n\":1},{\"n\":\"" + "x".repeat(5000) + "\"},{\"n\":2}]", limits);

        assertThat(ids).containsExactly("t:1", "t:2");
        assertThat(invalid.getFirst().reason()).isEqualTo("the item is larger than 1000 bytes");
        assertThat(invalid.getFirst().original()).hasSize(1000);
        assertThat(invalid.getFirst().truncated()).isTrue();
    }

    @Test
    void anItemNestedDeeperThanTheLimitIsInvalid() throws IOException {
        ItemLimits limits = new ItemLimits(10_000, 10_000, 20);
        read("[{\"n\":1,\"d\":" + "[".repeat(50) + "]".repeat(50) + "},{\"n\":2}]", limits);

        assertThat(ids).containsExactly("t:2");
        assertThat(invalid.getFirst().reason()).contains("nesting depth");
    }

    private void read(String json) throws IOException {
        read(json, ItemLimits.DEFAULT);
    }

    private void read(String json, ItemLimits limits) throws IOException {
        ITEMS.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                new Reading(Instant.EPOCH, false, limits),
                new Sink() {
                    @Override
                    public void touchpoint(Touchpoint touchpoint) {
                        ids.add(touchpoint.id());
                    }

                    @Override
                    public void invalid(InvalidItem item) {
                        invalid.add(item);
                    }

                    @Override
                    public void ignored(String what) {
                        throw new AssertionError(what);
                    }
                });
    }

    private List<String> originals() {
        return invalid.stream()
                .map(item -> new String(item.original(), StandardCharsets.UTF_8))
                .toList();
    }
}
