package io.nificrm.local.nifi;

import static io.nificrm.local.nifi.NifiClient.stream;
import static io.nificrm.local.nifi.NifiClient.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processors and controller services of a process group and of those below it, one by one: which of them NiFi
 * refuses, which are switched off, how often they run. Thread-safe.
 */
public final class Components {

    private static final Duration LONGEST_JUDGEMENT = Duration.ofMinutes(2);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(6);

    private final NifiRest rest;
    private final String group;

    /** Those of this group. */
    public Components(NifiClient nifi, String group) {
        this.rest = nifi.rest();
        this.group = group;
    }

    /**
     * A processor that is switched off, which is more than stopped: it is not started with its group.
     *
     * @param id NiFi's id of it
     * @param name what it is called on the canvas
     */
    public record SwitchedOff(String id, String name) {}

    /**
     * Waits until NiFi has judged every component, and names those it refuses. Processors that are switched off are not
     * judged.
     */
    public List<InvalidComponent> invalid() throws IOException, InterruptedException {
        rest.await(
                "validate all components",
                LONGEST_JUDGEMENT,
                () -> judged().noneMatch(component -> isStatus(component, "VALIDATING")));
        return judged().filter(component -> isStatus(component, "INVALID"))
                .map(Components::refusal)
                .toList();
    }

    /** The processors that are switched off. */
    public List<SwitchedOff> switchedOff() throws IOException, InterruptedException {
        return processors(group).stream()
                .map(entity -> entity.get("component"))
                .filter(Components::isOff)
                .map(component -> new SwitchedOff(
                        component.get("id").asText(), component.get("name").asText()))
                .toList();
    }

    /**
     * Switches processors on, so that they are started with their group; those that lack something stay off.
     *
     * @param patience for how long NiFi may find one that lacks something; it looks every five seconds, and what it says
     *     of one that was off while its parameters were set is older than these
     * @return those that stay off, with what NiFi says that they lack
     */
    public List<Lacking> switchOn(List<SwitchedOff> processors, Duration patience)
            throws IOException, InterruptedException {
        Set<String> ids = processors.stream().map(SwitchedOff::id).collect(Collectors.toSet());
        for (SwitchedOff processor : processors) {
            setState(processor.id(), "STOPPED");
        }
        rest.await(
                "validate what was switched on",
                LONGEST_JUDGEMENT,
                () -> chosen(ids).noneMatch(component -> isStatus(component, "VALIDATING")));
        Instant end = Instant.now().plus(patience);
        rest.await(
                "judge what was switched on",
                LONGEST_JUDGEMENT,
                () -> Instant.now().isAfter(end) || chosen(ids).noneMatch(component -> isStatus(component, "INVALID")));
        List<Lacking> lacking = new ArrayList<>();
        for (JsonNode component :
                chosen(ids).filter(each -> isStatus(each, "INVALID")).toList()) {
            String id = component.get("id").asText();
            setState(id, "DISABLED");
            lacking.add(new Lacking(new SwitchedOff(id, component.get("name").asText()), refusal(component)));
        }
        return lacking;
    }

    /**
     * A processor that stays off.
     *
     * @param refusal what NiFi says that it lacks
     */
    public record Lacking(SwitchedOff processor, InvalidComponent refusal) {}

    /** Switches processors off. */
    public void switchOff(List<SwitchedOff> processors) throws IOException, InterruptedException {
        for (SwitchedOff processor : processors) {
            setState(processor.id(), "DISABLED");
        }
    }

    /**
     * Changes how often stopped processors are scheduled.
     *
     * @param from which: those that are scheduled so often, in NiFi's notation
     * @param typePrefix and whose classes' names begin so
     * @param period how often from now on, for example {@code 10 sec}
     */
    public void schedule(String from, String typePrefix, String period) throws IOException, InterruptedException {
        for (JsonNode processor : processors(group)) {
            JsonNode component = processor.get("component");
            if (component.path("type").asText().startsWith(typePrefix)
                    && component.at("/config/schedulingPeriod").asText().equals(from)) {
                String id = processor.get("id").asText();
                ObjectNode change = NifiRest.object();
                change.set("revision", processor.get("revision"));
                change.putObject("component").put("id", id).putObject("config").put("schedulingPeriod", period);
                rest.put("/processors/" + id, change);
            }
        }
    }

    /**
     * Lets processors work once, now, whatever their schedule says, and waits until they have; they are started again
     * afterwards.
     *
     * @param types their classes
     */
    public void runOnce(Set<String> types) throws IOException, InterruptedException {
        List<String> ids = processors(group).stream()
                .map(entity -> entity.get("component"))
                .filter(component -> types.contains(component.get("type").asText()) && !isOff(component))
                .map(component -> component.get("id").asText())
                .toList();
        for (String state : List.of("STOPPED", "RUN_ONCE")) {
            for (String id : ids) {
                setState(id, state);
            }
            for (String id : ids) {
                rest.await("let " + types + " work once", LONGEST_RUN, () -> isAtRest(rest.get("/processors/" + id)));
            }
        }
        for (String id : ids) {
            setState(id, "RUNNING");
        }
    }

    private static boolean isAtRest(JsonNode processor) {
        return processor.at("/component/state").asText().equals("STOPPED")
                && processor.at("/status/aggregateSnapshot/activeThreadCount").asInt() == 0;
    }

    private Stream<JsonNode> chosen(Set<String> ids) throws IOException, InterruptedException {
        return processors(group).stream()
                .map(entity -> entity.get("component"))
                .filter(component -> ids.contains(component.get("id").asText()));
    }

    private Stream<JsonNode> judged() throws IOException, InterruptedException {
        Stream<JsonNode> services = stream(rest.get("/flow/process-groups/" + group
                                + "/controller-services?includeAncestorGroups=false&includeDescendantGroups=true")
                        .get("controllerServices"))
                .map(entity -> entity.get("component"));
        Stream<JsonNode> processors = processors(group).stream()
                .map(entity -> entity.get("component"))
                .filter(component -> !isOff(component));
        return Stream.concat(processors, services);
    }

    private List<JsonNode> processors(String parent) throws IOException, InterruptedException {
        JsonNode flow = rest.get("/flow/process-groups/" + parent).at("/processGroupFlow/flow");
        List<JsonNode> processors = new ArrayList<>();
        flow.get("processors").forEach(processors::add);
        for (JsonNode child : flow.get("processGroups")) {
            processors.addAll(processors(child.get("id").asText()));
        }
        return processors;
    }

    private void setState(String id, String state) throws IOException, InterruptedException {
        ObjectNode change = NifiRest.object().put("state", state);
        change.set("revision", rest.get("/processors/" + id).get("revision"));
        rest.put("/processors/" + id + "/run-status", change);
    }

    private static boolean isOff(JsonNode processor) {
        return processor.path("state").asText().equals("DISABLED");
    }

    private static boolean isStatus(JsonNode component, String status) {
        return component.path("validationStatus").asText().equals(status);
    }

    private static InvalidComponent refusal(JsonNode component) {
        return new InvalidComponent(component.get("name").asText(), texts(component.path("validationErrors")));
    }
}
