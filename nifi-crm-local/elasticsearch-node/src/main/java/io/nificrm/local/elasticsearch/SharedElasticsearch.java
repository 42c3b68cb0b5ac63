package io.nificrm.local.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running node for all tests of a JVM, given to every test that has a parameter of type {@link ElasticsearchNode}.
 *
 * <p>The first test that asks starts it without security in a temporary folder; it ends with the test run. Tests share
 * it, so each uses index names of its own and none stops it.
 *
 * <pre>{@code
 * @ExtendWith(SharedElasticsearch.class)
 * class PutTest {
 *     @Test
 *     void writes(ElasticsearchNode elasticsearch) { ... }
 * }
 * }</pre>
 */
public final class SharedElasticsearch implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedElasticsearch.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ElasticsearchNode.class;
    }

    @Override
    public ElasticsearchNode resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .node();
    }

    /** JUnit closes what its root store holds when the last test is done. */
    private record Running(ElasticsearchNode node, Path folder) implements AutoCloseable {

        static Running start() {
            try {
                Path folder = Files.createTempDirectory("nifi-crm-elasticsearch");
                return new Running(ElasticsearchNode.builder(folder).build().start(), folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while Elasticsearch started", interrupted);
            }
        }

        @Override
        public void close() throws IOException {
            node.close();
            try (Stream<Path> content = Files.walk(folder)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
