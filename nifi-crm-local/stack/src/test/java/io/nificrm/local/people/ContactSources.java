package io.nificrm.local.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.local.community.http.Answer;
import io.nificrm.local.community.http.LoopbackServer;
import io.nificrm.local.community.http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One contact, Jo, with a mail address and an account on Mastodon, where companies keep contacts: in a file, in a
 * database, behind a service. The service knows nobody else, says so with 404 and words, and is out of order the first time that it is asked for Kim.
 */
final class ContactSources implements AutoCloseable {

    static final String ADDRESS = "jo@post.example";
    static final String ACCOUNT = "mastodon:jo@social.example";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final LoopbackServer service = LoopbackServer.start(0, List.of(this::answer));

    ContactSources(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** As the documentation shows it. */
    Path file() throws IOException {
        return Files.writeString(folder.resolve("contacts.csv"), """
                key,id,stage,segment,handles
                %s,c-17,Customer,vip;home baristas,%s
                """.formatted(ADDRESS, ACCOUNT));
    }

    /** A table whose columns are named in capital letters, as most databases do. */
    String database() throws SQLException {
        String url = "jdbc:hsqldb:file:" + folder.resolve("database") + "/contacts";
        try (Connection connection = DriverManager.getConnection(url + ";shutdown=true");
                Statement statement = connection.createStatement()) {
            statement.execute("create table contacts (address varchar(200) primary key, id int, stage varchar(20),"
                    + " segment varchar(200), handles varchar(200))");
            statement.execute("insert into contacts values ('%s', 17, 'Customer', 'vip;home baristas', '%s')"
                    .formatted(ADDRESS, ACCOUNT));
        }
        return url + ";ifexists=true";
    }

    URI service() {
        return service.url().resolve("/contacts");
    }

    /** The keys that the service was asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private Optional<Answer> answer(Request request) {
        if (!request.path().equals("/contacts") || !request.query().keySet().equals(Set.of("key"))) {
            return Optional.empty();
        }
        String key = request.parameter("key").orElse("");
        if (key.contains("kim") && !working.getAndSet(true)) {
            return Optional.of(Answer.error(503, "Down for maintenance"));
        }
        asked.add(key);
        if (!key.equals(ADDRESS)) {
            return Optional.of(Answer.error(404, "No such contact"));
        }
        ObjectNode jo = JSON.createObjectNode().put("id", "c-17").put("stage", "Customer");
        jo.putArray("segment").add("vip").add("home baristas");
        jo.putArray("handles").add(ACCOUNT);
        return Optional.of(Answer.json(jo));
    }

    @Override
    public void close() {
        service.close();
    }
}
