package io.nificrm.local.nifi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts components onto NiFi's canvas, one at a time, as a person with a mouse would.
 *
 * <p>NiFi chooses the ids. Not thread-safe.
 */
public final class Canvas {

    private static final double PROCESSOR_WIDTH = 352;
    private static final double PROCESSOR_HEIGHT = 128;

    /** Half of the label on a connection, which lies on its bend, and a bit of air. */
    private static final double LOOP_DISTANCE = 130;

    private static final double LOOP_HEIGHT = 50;

    private final NifiRest rest;
    private final Map<String, JsonNode> bundles = new TreeMap<>();

    /** Draws on the NiFi that the client speaks to. */
    public Canvas(NifiClient nifi) {
        this.rest = nifi.rest();
    }

    /** Where the upper left corner of a component lies, in pixels of the unscaled canvas. */
    public record Position(double x, double y) {}

    /**
     * A component that connections can start from or end at.
     *
     * @param id its id
     * @param group the id of the process group that holds it
     * @param type PROCESSOR, INPUT_PORT or OUTPUT_PORT
     * @param position its upper left corner
     */
    public record Component(String id, String group, String type, Position position) {}

    /**
     * One setting of a flow.
     *
     * @param name letters, digits, dots, hyphens and blanks
     * @param description for the person who sets it
     * @param value empty where the setting is optional and not set
     * @param sensitive whether NiFi hides and never exports it
     */
    public record Parameter(String name, String description, String value, boolean sensitive) {}

    /**
     * A processor as it shall stand on the canvas; what it does not name keeps NiFi's default.
     *
     * @param type the class
     * @param name what it is called on the canvas
     * @param position where
     * @param properties by property name; a value may name parameters as <code>#{name}</code>
     * @param period how often it is scheduled, for example {@code 30 sec}; {@code 0 sec} is whenever there is work
     * @param ended relationships whose FlowFiles are done with
     * @param retried relationships that NiFi tries again before it passes them on
     * @param comment why it is there
     */
    public record Processor(
            String type,
            String name,
            Position position,
            Map<String, String> properties,
            String period,
            Set<String> ended,
            Set<String> retried,
            String comment) {}

    /**
     * How much may wait in a connection before the component in front of it is no longer scheduled.
     *
     * @param flowFiles their number
     * @param size their bytes with a unit, for example {@code 256 MB}
     * @param expiration after which time what waits is thrown away; {@code 0 sec} is never
     */
    public record BackPressure(long flowFiles, String size, String expiration) {

        /** Nothing that waits is ever thrown away. */
        public BackPressure(long flowFiles, String size) {
            this(flowFiles, size, "0 sec");
        }
    }

    /** Adds a parameter context and returns its id. */
    public String addParameters(String name, String description, List<Parameter> parameters)
            throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        ArrayNode list = entity.putObject("component")
                .put("name", name)
                .put("description", description)
                .putArray("parameters");
        for (Parameter parameter : parameters) {
            ObjectNode described = list.addObject()
                    .putObject("parameter")
                    .put("name", parameter.name())
                    .put("description", parameter.description())
                    .put("sensitive", parameter.sensitive());
            if (!parameter.value().isEmpty()) {
                described.put("value", parameter.value());
            }
        }
        return id(rest.post("/parameter-contexts", entity));
    }

    /** Adds a process group that uses a parameter context and returns its id. */
    public String addGroup(String parent, String name, String comment, Position position, String parameterContext)
            throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        ObjectNode component = entity.putObject("component").put("name", name).put("comments", comment);
        place(component, position);
        component.putObject("parameterContext").put("id", parameterContext);
        return id(rest.post("/process-groups/" + parent + "/process-groups", entity));
    }

    /** Adds a controller service and returns its id. */
    public String addService(String group, String type, String name, Map<String, String> properties, String comment)
            throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        ObjectNode component = entity.putObject("component")
                .put("type", type)
                .put("name", name)
                .put("comments", comment);
        component.set("bundle", bundle("/flow/controller-service-types", "controllerServiceTypes", type));
        properties.forEach(component.putObject("properties")::put);
        return id(rest.post("/process-groups/" + group + "/controller-services", entity));
    }

    /** Adds a processor. */
    public Component addProcessor(String group, Processor processor) throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        ObjectNode component =
                entity.putObject("component").put("type", processor.type()).put("name", processor.name());
        component.set("bundle", bundle("/flow/processor-types", "processorTypes", processor.type()));
        place(component, processor.position());
        ObjectNode config = component.putObject("config");
        config.put("schedulingPeriod", processor.period())
                .put("comments", processor.comment())
                .put("retryCount", 10)
                .put("backoffMechanism", "PENALIZE_FLOWFILE")
                .put("maxBackoffPeriod", "2 mins")
                .put("penaltyDuration", "2 sec")
                .put("yieldDuration", "1 sec");
        processor.ended().forEach(config.putArray("autoTerminatedRelationships")::add);
        processor.retried().forEach(config.putArray("retriedRelationships")::add);
        processor.properties().forEach(config.putObject("properties")::put);
        String id = id(rest.post("/process-groups/" + group + "/processors", entity));
        return new Component(id, group, "PROCESSOR", processor.position());
    }

    /**
     * Lets a processor that supports it handle FlowFiles for a while before it commits what it did, which costs little
     * latency and saves much where FlowFiles are small and many.
     */
    public void batch(Component processor, long milliseconds) throws IOException, InterruptedException {
        String path = "/processors/" + processor.id();
        ObjectNode change = NifiRest.object();
        change.set("revision", rest.get(path).get("revision"));
        change.putObject("component")
                .put("id", processor.id())
                .putObject("config")
                .put("runDurationMillis", milliseconds);
        rest.put(path, change);
    }

    /** Switches a processor off, so that it is neither started with its group nor complained of. */
    public void disable(Component processor) throws IOException, InterruptedException {
        String path = "/processors/" + processor.id();
        ObjectNode change = NifiRest.object();
        change.set("revision", rest.get(path).get("revision"));
        change.put("state", "DISABLED");
        rest.put(path + "/run-status", change);
    }

    /** Adds a port by which FlowFiles come into a group. */
    public Component addInputPort(String group, String name, Position position)
            throws IOException, InterruptedException {
        return new Component(addPort(group, "input-ports", name, position), group, "INPUT_PORT", position);
    }

    /** Adds a port by which FlowFiles leave a group. */
    public Component addOutputPort(String group, String name, Position position)
            throws IOException, InterruptedException {
        return new Component(addPort(group, "output-ports", name, position), group, "OUTPUT_PORT", position);
    }

    private String addPort(String group, String kind, String name, Position position)
            throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        place(entity.putObject("component").put("name", name), position);
        return id(rest.post("/process-groups/" + group + "/" + kind, entity));
    }

    /**
     * Connects two components.
     *
     * @param group the group that holds both, or the one that holds the groups of the two ports
     * @param relationships of the source; empty for ports
     */
    public void connect(
            String group, Component source, Component destination, Set<String> relationships, BackPressure limit)
            throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        ObjectNode component = entity.putObject("component");
        describeEnd(component.putObject("source"), source);
        describeEnd(component.putObject("destination"), destination);
        relationships.forEach(component.putArray("selectedRelationships")::add);
        if (source.equals(destination)) {
            bendAround(component, source.position());
        }
        component
                .put("backPressureObjectThreshold", limit.flowFiles())
                .put("backPressureDataSizeThreshold", limit.size())
                .put("flowFileExpiration", limit.expiration());
        rest.post("/process-groups/" + group + "/connections", entity);
    }

    /** Leads what comes back past the processor's right side, where NiFi's canvas, too, draws such connections. */
    private static void bendAround(ObjectNode connection, Position processor) {
        ArrayNode bends = connection.putArray("bends");
        for (double offset : new double[] {-LOOP_HEIGHT / 2, LOOP_HEIGHT / 2}) {
            bends.addObject()
                    .put("x", processor.x() + PROCESSOR_WIDTH + LOOP_DISTANCE)
                    .put("y", processor.y() + PROCESSOR_HEIGHT / 2 + offset);
        }
    }

    /** Adds a note for the reader of the canvas. */
    public void addLabel(String group, String text, Position position, double width, double height, String colour)
            throws IOException, InterruptedException {
        ObjectNode entity = NifiRest.firstRevision();
        ObjectNode component = entity.putObject("component")
                .put("label", text)
                .put("width", width)
                .put("height", height);
        place(component, position);
        component.putObject("style").put("font-size", "14px").put("background-color", colour);
        rest.post("/process-groups/" + group + "/labels", entity);
    }

    private static void describeEnd(ObjectNode end, Component component) {
        end.put("id", component.id()).put("groupId", component.group()).put("type", component.type());
    }

    private static void place(ObjectNode component, Position position) {
        component.putObject("position").put("x", position.x()).put("y", position.y());
    }

    /** The NAR that holds a type, as the server has it loaded. */
    private JsonNode bundle(String path, String list, String type) throws IOException, InterruptedException {
        if (!bundles.containsKey(type)) {
            for (JsonNode known : rest.get(path).get(list)) {
                bundles.put(known.get("type").asText(), known.get("bundle"));
            }
        }
        if (!bundles.containsKey(type)) {
            throw new NifiException("NiFi has no component of type " + type + "; is its NAR in the lib folder?");
        }
        return bundles.get(type);
    }

    private static String id(JsonNode entity) {
        return entity.get("id").asText();
    }
}
