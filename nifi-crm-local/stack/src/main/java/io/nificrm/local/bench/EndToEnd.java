package io.nificrm.local.bench;

import io.nificrm.elasticsearch.BulkLimits;
import io.nificrm.elasticsearch.ConnectionSettings;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexNames;
import io.nificrm.elasticsearch.IndexOptions;
import io.nificrm.elasticsearch.MonthWindow;
import io.nificrm.elasticsearch.PutOutcome;
import io.nificrm.elasticsearch.TouchpointIndexer;
import io.nificrm.insight.SecondOpinion;
import io.nificrm.insight.SentimentTagger;
import io.nificrm.insight.TaggingRules;
import io.nificrm.insight.TextInsight;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.touchpoint.JsonLinesWriter;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.triage.ClockStart;
import io.nificrm.triage.TouchpointRouter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole way on one thread: native bytes → touchpoints → mood → profile → queue → Elasticsearch, by the same classes
 * that the processors call.
 */
final class EndToEnd {
    private final ListeningProfile profile;
    private final URI elasticsearch;

    EndToEnd(ListeningProfile profile, URI elasticsearch) {
        this.profile = profile;
        this.elasticsearch = elasticsearch;
    }

    /** Touchpoints a second, over at least as many; a first tenth is not counted. */
    double measure(List<byte[]> pages, int atLeast) throws IOException {
        IndexNames names = new IndexNames("crm-bench-way");
        try (ElasticsearchCluster cluster =
                        new ElasticsearchCluster(ConnectionSettings.of(elasticsearch), names, IndexOptions.DEFAULT);
                TouchpointIndexer indexer =
                        new TouchpointIndexer(cluster, BulkLimits.DEFAULT, MonthWindow.DEFAULT, Clock.systemUTC())) {
            cluster.prepare();
            run(pages, indexer, "warm-up", atLeast / 10);
            long begun = System.nanoTime();
            int done = run(pages, indexer, "measured", atLeast);
            return done * 1e9 / (System.nanoTime() - begun);
        }
    }

    private int run(List<byte[]> pages, TouchpointIndexer indexer, String name, int atLeast) throws IOException {
        SentimentTagger sentiment =
                new SentimentTagger(TextInsight.builtIn().analyzer(), TaggingRules.DEFAULT, SecondOpinion.NONE);
        TouchpointRouter router = new TouchpointRouter(profile, ClockStart.SAID);
        PutOutcome outcome = new PutOutcome((reason, original, truncated) -> {
            throw new IOException(reason);
        });
        int done = 0;
        try (TouchpointIndexer.Run run = indexer.start()) {
            for (int round = 0; done < atLeast; round++) {
                for (byte[] page : pages) {
                    List<Touchpoint> routed = new ArrayList<>();
                    for (Touchpoint touchpoint : BenchInput.normalise(page)) {
                        // every round is of new touchpoints, or Elasticsearch would have nothing to do
                        Touchpoint fresh = TouchpointBuilder.builder(touchpoint)
                                .id(touchpoint.id() + '-' + name + round)
                                .build();
                        routed.add(
                                router.route(profile.tag(sentiment.tag(fresh))).touchpoint());
                    }
                    run.add(new ByteArrayInputStream(lines(routed)), outcome);
                    done += routed.size();
                }
            }
            run.finish();
        }
        if (outcome.fault().isPresent()) {
            throw new IOException(outcome.fault().get());
        }
        return done;
    }

    private static byte[] lines(List<Touchpoint> touchpoints) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        JsonLinesWriter<Touchpoint> writer = JsonLinesWriter.touchpoints(lines);
        for (Touchpoint touchpoint : touchpoints) {
            writer.write(touchpoint);
        }
        writer.flush();
        return lines.toByteArray();
    }
}
