package io.nificrm.people;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.elasticsearch.ElasticsearchCluster;
import io.nificrm.elasticsearch.IndexFamily;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Exports people whom a Lucene query finds as CSV (RFC 4180), for a personal reply or mailing. */
public final class Segment {
    /** Column → where it is in a person, e.g. {@code stage:at_risk AND needs:control}. */
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        for (String field : new String[] {
            "id",
            "names",
            "handles",
            "urls",
            "stage",
            "matched",
            "touchpoints",
            "answered",
            "open",
            "first_seen",
            "last_seen",
            "brands",
            "topics",
            "personas",
            "needs",
            "followers",
            "reach"
        }) {
            COLUMNS.put(field, '/' + field);
        }
        COLUMNS.put("mood", "/mood/recent");
        COLUMNS.put("mood_trend", "/mood/trend");
    }

    private final ElasticsearchCluster cluster;
    private final DocumentScan scan;

    /** Reads people of a cluster. */
    public Segment(ElasticsearchCluster cluster) {
        this.cluster = cluster;
        this.scan = new DocumentScan(cluster);
    }

    /**
     * Writes a header and a line for each person, in the order of ids; several values of a field are separated by
     * "; ". Our own accounts are left out.
     *
     * @param lucene a query in Lucene syntax over the fields of a person, e.g. {@code stage:advocate AND topics:lid}
     * @param out the caller's to close
     * @return how many people
     * @throws IllegalArgumentException when the query is no Lucene query
     * @throws IOException when the cluster can't be reached or the writer fails
     */
    public long export(String lucene, Writer out) throws IOException {
        Query query = Query.of(all -> all.bool(bool -> bool.must(must -> must.queryString(
                        text -> text.query(lucene).defaultField("names").lenient(true)))
                .mustNot(not -> not.term(term -> term.field("ours").value(true)))));
        CsvLine header = new CsvLine();
        COLUMNS.keySet().forEach(header::add);
        out.write(header.toString());
        try {
            return scan.all(cluster.names().all(IndexFamily.PEOPLE), query, hit -> out.write(line(hit.source())));
        } catch (ElasticsearchException e) {
            if (e.status() == 400) {
                throw new IllegalArgumentException(
                        "'" + lucene + "' is no Lucene query: " + e.error().reason(), e);
            }
            throw e;
        }
    }

    private static String line(JsonNode person) {
        CsvLine line = new CsvLine();
        COLUMNS.values().forEach(pointer -> line.add(text(person.at(pointer))));
        return line.toString();
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        StringJoiner values = new StringJoiner("; ");
        value.forEach(each -> values.add(each.asText()));
        return values.toString();
    }
}
