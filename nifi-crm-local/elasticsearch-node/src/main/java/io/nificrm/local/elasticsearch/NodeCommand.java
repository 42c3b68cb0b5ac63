package io.nificrm.local.elasticsearch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the Elasticsearch process: Elastic's own JVM flags, without its agent and its root check. */
final class NodeCommand {

    private static final String MAIN_CLASS = "io.nificrm.local.elasticsearch.launcher.NodeMain";

    private final Distribution distribution;
    private final String heap;
    private final boolean optimised;
    private final List<String> settings = new ArrayList<>();

    NodeCommand(Distribution distribution, String heap, boolean optimised) {
        this.distribution = distribution;
        this.heap = heap;
        this.optimised = optimised;
    }

    NodeCommand with(String setting, String value) {
        settings.add(setting + "=" + value);
        return this;
    }

    List<String> line(Path configuration, Path temporary) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xms" + heap);
        line.add("-Xmx" + heap);
        if (!optimised) {
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.addAll(List.of(
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + temporary,
                "-Des.path.home=" + distribution.home(),
                "-Des.distribution.type=zip",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dlog4j2.disable.jmx=true",
                "-Dlog4j2.formatMsgNoLookups=true",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0",
                "-Dorg.apache.lucene.store.defaultReadAdvice=normal",
                "--enable-native-access=org.elasticsearch.nativeaccess,org.elasticsearch.foreign,org.apache.lucene.core",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=org.apache.lucene.core/org.apache.lucene.codecs.lucene99=org.elasticsearch.server",
                "--add-opens=org.apache.lucene.core/org.apache.lucene.codecs.hnsw=org.elasticsearch.server",
                "--add-opens=org.apache.lucene.core/org.apache.lucene.internal.vectorization=org.elasticsearch.server",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector,jdk.net,jdk.management.agent,ALL-MODULE-PATH",
                "--module-path",
                distribution.home().resolve("lib").toString(),
                "-cp",
                distribution.launcher().toString(),
                MAIN_CLASS,
                distribution.home().toString(),
                configuration.toString()));
        line.addAll(settings);
        return line;
    }
}
