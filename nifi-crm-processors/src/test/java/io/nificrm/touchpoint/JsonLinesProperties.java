package io.nificrm.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonLinesProperties {
    @Property
    void whatIsWrittenIsReadBack(@ForAll("touchpoints") List<Touchpoint> touchpoints) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(out);
        for (Touchpoint touchpoint : touchpoints) {
            writer.write(touchpoint);
        }
        writer.flush();

        var reader = JsonLinesReader.touchpoints(new ByteArrayInputStream(out.toByteArray()), Limits.DEFAULT);
        assertThat(JsonLinesTest.drain(reader))
                .map(line -> ((Line.Valid<Touchpoint>) line).value())
                .isEqualTo(touchpoints);
    }

    @Property
    void arbitraryBytesNeverCrashTheReaderAndEveryByteOfABadLineIsKept(@ForAll byte[] bytes) throws IOException {
        Limits limits = new Limits(64, 10, 1000);

        var lines = JsonLinesTest.drain(JsonLinesReader.touchpoints(new ByteArrayInputStream(bytes), limits));

        assertThat(lines).allSatisfy(line -> {
            Line.Invalid<Touchpoint> bad = (Line.Invalid<Touchpoint>) line;
            assertThat(bad.reason()).isNotBlank();
            assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains(new String(bad.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
        });
    }

    @Property
    void aMutatedLineNeverHurtsTheNext(@ForAll("touchpoints") List<Touchpoint> touchpoints, @ForAll int seed)
            throws IOException {
        String good = JsonLinesTest.write(Touchpoints.full());
        byte[] mutated = good.replace("\n", "").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        mutated[Math.floorMod(seed, mutated.length)] = (byte) (seed >> 8 == '\n' ? ' ' : seed >> 8);
        if (mutated[Math.floorMod(seed, mutated.length)] == '\n') {
            mutated[Math.floorMod(seed, mutated.length)] = ' ';
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(mutated);
        both.write('\n');
        both.write(good.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        var reader = JsonLinesReader.touchpoints(new ByteArrayInputStream(both.toByteArray()), Limits.DEFAULT);
        assertThat(((Line.Valid<Touchpoint>) JsonLinesTest.drain(reader).getLast()).value())
                .isEqualTo(Touchpoints.full());
    }

    @Provide
    Arbitrary<List<Touchpoint>> touchpoints() {
        Arbitrary<String> words = Arbitraries.strings()
                .all()
                .ofMaxLength(40)
                .filter(text -> WellFormedText.wellFormed(text).equals(text));
        Arbitrary<String> names = words.filter(text -> !text.isBlank());
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-62_135_596_800_000L, 253_402_300_799_999L)
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        names,
                        times,
                        Arbitraries.of(Touchpoint.Kind.class),
                        words,
                        names.list().ofMaxSize(4),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.maps(names, names.list().ofMinSize(1).ofMaxSize(3))
                                .ofMaxSize(3))
                .as((name, time, kind, text, tags, count, matches) -> TouchpointBuilder.builder()
                        .id(TouchpointId.of("test", name.strip().isEmpty() ? "x" : name))
                        .type(kind.type())
                        .timestamp(time)
                        .platform("test")
                        .kind(kind)
                        .text(text)
                        .hashtags(tags)
                        .reach(count)
                        .matches(Map.copyOf(matches))
                        .author(AuthorBuilder.builder()
                                .name(text)
                                .followers(count)
                                .build())
                        .build())
                .list()
                .ofMaxSize(8);
    }
}
