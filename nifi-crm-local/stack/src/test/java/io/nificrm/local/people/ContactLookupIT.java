package io.nificrm.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.BackPressure;
import io.nificrm.local.nifi.Canvas.Component;
import io.nificrm.local.nifi.Canvas.Position;
import io.nificrm.local.nifi.Canvas.Processor;
import io.nificrm.local.nifi.Components;
import io.nificrm.local.nifi.NifiClient;
import io.nificrm.local.nifi.NifiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hsqldb.jdbc.JDBCDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts where companies keep them, through NiFi's own lookup services, in a real NiFi. */
class ContactLookupIT {

    private static final Path LIBRARY = Path.of("../nifi-home/target/nifi/lib");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BackPressure FEW = new BackPressure(100, "1 MB");

    /** Jo by mail, somebody unknown, somebody whose name would lead elsewhere, Jo on Mastodon. */
    private static final String PEOPLE = """
            {"id":"email:1","type":"mention","@timestamp":"2026-11-20T12:00:00Z","platform":"email","kind":"message","author":{"handle":"Jo@Post.example"}}
            {"id":"m:2","type":"mention","@timestamp":"2026-11-20T12:01:00Z","platform":"mastodon","kind":"post","author":{"handle":"kim@social.example"}}
            {"id":"m:3","type":"mention","@timestamp":"2026-11-20T12:02:00Z","platform":"feed","kind":"post","author":{"handle":"../admin?a=b&key=jo@post.example#"}}
            {"id":"m:4","type":"mention","@timestamp":"2026-11-20T12:03:00Z","platform":"mastodon","kind":"post","author":{"handle":"jo@social.example"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void aContactIsFoundInAFileInADatabaseAndBehindAService() throws Exception {
        try (ContactSources contacts = new ContactSources(folder.resolve("contacts"));
                NifiServer server = NifiServer.builder(folder.resolve("nifi"), LIBRARY)
                        .build()
                        .start();
                NifiClient nifi = new NifiClient(server.url())) {
            Canvas canvas = new Canvas(nifi);
            String group = canvas.addGroup(
                    "root",
                    "Contacts",
                    "A test",
                    new Position(0, 0),
                    canvas.addParameters("contacts", "None", List.of()));
            Map<String, String> services = services(canvas, group, contacts);
            Component source = generate(canvas, group);
            for (Map.Entry<String, String> service : services.entrySet()) {
                resolve(canvas, group, source, service.getKey(), service.getValue());
            }
            nifi.enableServices(group);
            assertThat(new Components(nifi, group).invalid()).isEmpty();
            nifi.start(group);

            for (String kind : services.keySet()) {
                await("what was resolved by " + kind)
                        .atMost(Duration.ofMinutes(2))
                        .failFast(() -> !server.isRunning())
                        .untilAsserted(() -> assertThat(people(kind)).hasSize(4));
            }
            JsonNode jo = JSON.readTree("""
                    {"id":"c-17","matched":true,"stage":"customer","segment":["vip","home baristas"]}
                    """);
            assertThat(people("csv"))
                    .isEqualTo(people("rest"))
                    .containsEntry("email:1", jo)
                    .containsEntry("m:4", jo)
                    .containsEntry("m:2", JSON.readTree("{\"matched\":false}"))
                    .containsEntry("m:3", JSON.readTree("{\"matched\":false}"));
            assertThat(people("database").get("email:1")).isEqualTo(JSON.readTree("""
                            {"id":"17","matched":true,"stage":"customer","segment":["vip","home baristas"]}
                            """));
            assertThat(people("text").get("email:1")).isEqualTo(JSON.readTree("{\"id\":\"c-17\",\"matched\":true}"));
            assertThat(contacts.asked())
                    .contains(
                            "jo@post.example", "mastodon:kim@social.example", "feed:../admin?a=b&key=jo@post.example#");
        }
    }

    /** The lookup services, by a name for what each reads. */
    private static Map<String, String> services(Canvas canvas, String group, ContactSources contacts) throws Exception {
        String file = contacts.file().toString();
        String reader =
                canvas.addService(group, "org.apache.nifi.json.JsonTreeReader", "Answers of the service", Map.of(), "");
        String pool = canvas.addService(
                group,
                "org.apache.nifi.dbcp.DBCPConnectionPool",
                "The database",
                Map.of(
                        "Database Connection URL", contacts.database(),
                        "Database Driver Class Name", JDBCDriver.class.getName(),
                        "database-driver-locations", driver().toString(),
                        "Database User", "SA"),
                "");
        Map<String, String> services = new TreeMap<>();
        services.put(
                "csv",
                canvas.addService(
                        group,
                        "org.apache.nifi.lookup.CSVRecordLookupService",
                        "A file",
                        Map.of("csv-file", file, "lookup-key-column", "key"),
                        ""));
        services.put(
                "text",
                canvas.addService(
                        group,
                        "org.apache.nifi.lookup.SimpleCsvFileLookupService",
                        "A file of which one column counts",
                        Map.of("csv-file", file, "lookup-key-column", "key", "lookup-value-column", "id"),
                        ""));
        services.put(
                "database",
                canvas.addService(
                        group,
                        "org.apache.nifi.lookup.db.DatabaseRecordLookupService",
                        "A table",
                        Map.of(
                                "dbrecord-lookup-dbcp-service", pool,
                                "dbrecord-lookup-table-name", "CONTACTS",
                                "dbrecord-lookup-key-column", "ADDRESS"),
                        ""));
        services.put(
                "rest",
                canvas.addService(
                        group,
                        "org.apache.nifi.lookup.RestLookupService",
                        "A service",
                        Map.of(
                                "rest-lookup-url",
                                contacts.service() + "?key=${key:urlEncode()}",
                                "rest-lookup-record-reader",
                                reader,
                                "rest-lookup-response-handling-strategy",
                                "EVALUATED"),
                        ""));
        return services;
    }

    private static Path driver() throws Exception {
        return Path.of(JDBCDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Component generate(Canvas canvas, String group) throws Exception {
        return canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.GenerateFlowFile",
                        "What they say",
                        new Position(0, 0),
                        Map.of("generate-ff-custom-text", PEOPLE),
                        "1 day",
                        Set.of(),
                        Set.of(),
                        ""));
    }

    private void resolve(Canvas canvas, String group, Component source, String kind, String service) throws Exception {
        Component resolve = canvas.addProcessor(
                group,
                new Processor(
                        "io.nificrm.people.ResolvePeople",
                        kind,
                        new Position(400, 0),
                        Map.of("Contact Lookup Service", service),
                        "0 sec",
                        Set.of(),
                        Set.of(),
                        ""));
        Component put = canvas.addProcessor(
                group,
                new Processor(
                        "org.apache.nifi.processors.standard.PutFile",
                        "Put " + kind,
                        new Position(800, 0),
                        Map.of("Directory", results(kind) + "/${uuid}"),
                        "0 sec",
                        Set.of("success", "failure"),
                        Set.of(),
                        ""));
        canvas.connect(group, source, resolve, Set.of("success"), FEW);
        canvas.connect(group, resolve, resolve, Set.of("retry"), FEW);
        canvas.connect(group, resolve, put, Set.of("success", "invalid"), FEW);
    }

    private Path results(String kind) {
        return folder.resolve("results").resolve(kind);
    }

    /** NiFi writes a file under a name that begins with a dot, and renames it. */
    private static boolean isWritten(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }

    /** What was found out about whom, by the touchpoint's id. */
    private Map<String, JsonNode> people(String kind) throws IOException {
        Map<String, JsonNode> people = new HashMap<>();
        if (!Files.isDirectory(results(kind))) {
            return people;
        }
        try (Stream<Path> files = Files.walk(results(kind))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(ContactLookupIT::isWritten)
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode touchpoint = JSON.readTree(line);
                    people.put(touchpoint.path("id").asText(), touchpoint.path("person"));
                }
            }
        }
        return people;
    }
}
