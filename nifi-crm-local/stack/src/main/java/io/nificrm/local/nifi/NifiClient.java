package io.nificrm.local.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an operator does on the canvas with a whole flow: bring it in, set its parameters, start it, watch it, take it
 * out.
 *
 * <p>Process groups are named by NiFi's ids. Every method throws {@link NifiException} with NiFi's own words when NiFi
 * refuses, and {@link IOException} when it can't be reached. Thread-safe.
 */
public final class NifiClient implements AutoCloseable {

    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(1);

    private final NifiRest rest;

    /**
     * Makes a client.
     *
     * @param server the address of a NiFi without login, for example {@code http://127.0.0.1:8080}
     */
    public NifiClient(URI server) {
        this(NifiAccess.open(server));
    }

    /** Makes a client of a NiFi that may want a login; it signs in at the first request. */
    public NifiClient(NifiAccess access) {
        this.rest = new NifiRest(access);
    }

    NifiRest rest() {
        return rest;
    }

    /** NiFi's version. */
    public String version() throws IOException, InterruptedException {
        return rest.get("/flow/about").at("/about/version").asText();
    }

    /** The id of the process group of this name that lies directly on the canvas. */
    public Optional<String> findGroup(String name) throws IOException, InterruptedException {
        return stream(rest.get("/flow/process-groups/root").at("/processGroupFlow/flow/processGroups"))
                .map(group -> group.get("component"))
                .filter(group -> group.get("name").asText().equals(name))
                .map(group -> group.get("id").asText())
                .findFirst();
    }

    /**
     * Brings a flow definition onto the canvas.
     *
     * @param name what the new process group is called
     * @param definition the JSON that NiFi exports
     * @return the id of the process group
     */
    public String upload(String name, byte[] definition) throws IOException, InterruptedException {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "groupName", name,
                "positionX", "0",
                "positionY", "0",
                "clientId", "nifi-crm",
                "disconnectedNodeAcknowledged", "false"));
        return rest.upload("/process-groups/root/process-groups/upload", fields, "flow.json", definition)
                .get("id")
                .asText();
    }

    /** Takes a flow definition out, without the values of sensitive parameters, as NiFi's menu does. */
    public byte[] download(String group) throws IOException, InterruptedException {
        return rest.getBytes("/process-groups/" + group + "/download?includeReferencedServices=false");
    }

    /**
     * Sets parameters of a context and waits until everything that uses them runs again.
     *
     * @param context its name
     * @param values by parameter; parameters that are not named stay as they are, and each keeps its sensitivity
     * @throws NifiException when there is no such context or parameter
     */
    public void setParameters(String context, Map<String, String> values) throws IOException, InterruptedException {
        JsonNode found = stream(rest.get("/flow/parameter-contexts").get("parameterContexts"))
                .filter(candidate -> candidate.at("/component/name").asText().equals(context))
                .findFirst()
                .orElseThrow(() -> new NifiException("NiFi has no parameter context " + context));
        Map<String, JsonNode> known = new TreeMap<>();
        for (JsonNode parameter : found.at("/component/parameters")) {
            known.put(parameter.at("/parameter/name").asText(), parameter.get("parameter"));
        }
        String id = found.get("id").asText();
        ObjectNode update = NifiRest.object().put("id", id);
        update.set("revision", found.get("revision"));
        ArrayNode parameters = update.putObject("component").put("id", id).putArray("parameters");
        for (Map.Entry<String, String> value : values.entrySet()) {
            JsonNode parameter = Optional.ofNullable(known.get(value.getKey()))
                    .orElseThrow(() -> new NifiException("The parameter context " + context + " has no parameter "
                            + value.getKey() + "; it has " + known.keySet()));
            parameters
                    .addObject()
                    .putObject("parameter")
                    .put("name", value.getKey())
                    .put("sensitive", parameter.get("sensitive").asBoolean())
                    .put("description", parameter.path("description").asText())
                    .put("value", value.getValue());
        }
        applyParameters(id, update);
    }

    private void applyParameters(String context, ObjectNode update) throws IOException, InterruptedException {
        String requests = "/parameter-contexts/" + context + "/update-requests";
        String request = requests + "/"
                + rest.post(requests, update).at("/request/requestId").asText();
        rest.await(
                "set the parameters",
                LONGEST_CHANGE,
                () -> rest.get(request).at("/request/complete").asBoolean());
        String failure = rest.get(request).at("/request/failureReason").asText("");
        rest.delete(request);
        if (!failure.isEmpty()) {
            throw new NifiException("NiFi could not set the parameters: " + failure);
        }
    }

    /** Enables the controller services of a group and of those below it, and waits until they are. */
    public void enableServices(String group) throws IOException, InterruptedException {
        changeServices(group, "ENABLED");
    }

    /** Disables the controller services of a group and of those below it, and waits until they are. */
    public void disableServices(String group) throws IOException, InterruptedException {
        changeServices(group, "DISABLED");
    }

    private void changeServices(String group, String state) throws IOException, InterruptedException {
        rest.put(
                "/flow/process-groups/" + group + "/controller-services",
                NifiRest.object().put("id", group).put("state", state));
        try {
            rest.await(
                    "bring all controller services to " + state,
                    LONGEST_CHANGE,
                    () -> services(group)
                            .allMatch(service ->
                                    service.at("/component/state").asText().equals(state)));
        } catch (NifiException late) {
            String laggards = services(group)
                    .map(service -> service.get("component"))
                    .filter(service -> !service.get("state").asText().equals(state))
                    .map(service -> service.get("name").asText() + " is "
                            + service.get("state").asText() + " " + texts(service.path("validationErrors")))
                    .toList()
                    .toString();
            throw new NifiException(late.getMessage() + ": " + laggards);
        }
    }

    private Stream<JsonNode> services(String group) throws IOException, InterruptedException {
        return stream(rest.get("/flow/process-groups/" + group
                        + "/controller-services?includeAncestorGroups=false&includeDescendantGroups=true")
                .get("controllerServices"));
    }

    /** Starts every component of a group and of those below it. */
    public void start(String group) throws IOException, InterruptedException {
        change(group, "RUNNING");
    }

    /** Stops every component of a group and of those below it, and waits until the last thread is done. */
    public void stop(String group) throws IOException, InterruptedException {
        change(group, "STOPPED");
        rest.await("stop all processors", LONGEST_CHANGE, () -> {
            GroupStatus status = status(group);
            return status.activeThreads() == 0
                    && status.processors().stream()
                            .noneMatch(processor -> processor.runStatus().equals("Running"));
        });
    }

    private void change(String group, String state) throws IOException, InterruptedException {
        rest.put(
                "/flow/process-groups/" + group,
                NifiRest.object().put("id", group).put("state", state));
    }

    /** What a group and those below it are doing now. */
    public GroupStatus status(String group) throws IOException, InterruptedException {
        return GroupStatusReader.read(rest.get("/flow/process-groups/" + group + "/status?recursive=true"));
    }

    /** What the components of all groups complained of lately: NiFi keeps the last five of a component for five minutes. */
    public List<Bulletin> bulletins() throws IOException, InterruptedException {
        return stream(rest.get("/flow/bulletin-board?limit=100").at("/bulletinBoard/bulletins"))
                .map(entity -> entity.get("bulletin"))
                .map(bulletin -> new Bulletin(
                        bulletin.path("level").asText(),
                        bulletin.path("sourceName").asText(),
                        bulletin.path("message").asText()))
                .toList();
    }

    /**
     * Searches the provenance repository.
     *
     * @param terms what has to match by NiFi's search term, for example {@code EventType: SEND}
     * @param most how many events at most
     */
    public List<ProvenanceEvent> provenance(Map<String, String> terms, int most)
            throws IOException, InterruptedException {
        ObjectNode query = NifiRest.object();
        ObjectNode request = query.putObject("provenance").putObject("request");
        request.put("maxResults", most).put("summarize", false).put("incrementalResults", false);
        ObjectNode search = request.putObject("searchTerms");
        terms.forEach(
                (term, value) -> search.putObject(term).put("value", value).put("inverse", false));
        String path = "/provenance/"
                + rest.post("/provenance", query).at("/provenance/id").asText();
        rest.await(
                "finish the provenance query",
                LONGEST_CHANGE,
                () -> rest.get(path).at("/provenance/finished").asBoolean());
        JsonNode events = rest.get(path).at("/provenance/results/provenanceEvents");
        rest.delete(path);
        return stream(events).map(NifiClient::provenanceEvent).toList();
    }

    private static ProvenanceEvent provenanceEvent(JsonNode event) {
        Map<String, String> attributes = new TreeMap<>();
        for (JsonNode attribute : event.path("attributes")) {
            attributes.put(
                    attribute.get("name").asText(), attribute.path("value").asText());
        }
        return new ProvenanceEvent(
                event.get("eventType").asText(),
                event.path("componentName").asText(),
                event.path("transitUri").asText(),
                attributes);
    }

    /** Stops a group, throws away what waits in its queues, and removes it with its parameter context. */
    public void remove(String group) throws IOException, InterruptedException {
        stop(group);
        disableServices(group);
        String drop = "/process-groups/" + group + "/empty-all-connections-requests";
        String request = drop + "/" + rest.post(drop).at("/dropRequest/id").asText();
        rest.await(
                "empty the queues",
                LONGEST_CHANGE,
                () -> rest.get(request).at("/dropRequest/finished").asBoolean());
        rest.delete(request);
        JsonNode entity = rest.get("/process-groups/" + group);
        rest.delete("/process-groups/" + group + "?clientId=nifi-crm&version="
                + entity.at("/revision/version").asText());
        String context = entity.at("/component/parameterContext/id").asText("");
        if (!context.isEmpty()) {
            rest.delete("/parameter-contexts/" + context + "?clientId=nifi-crm&version="
                    + rest.get("/parameter-contexts/" + context)
                            .at("/revision/version")
                            .asText());
        }
    }

    @Override
    public void close() {
        rest.close();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }
}
