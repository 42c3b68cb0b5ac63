package io.nificrm.local.flow;

import io.nificrm.local.nifi.Components;
import io.nificrm.local.nifi.Components.Lacking;
import io.nificrm.local.nifi.Components.SwitchedOff;
import io.nificrm.local.nifi.InvalidComponent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the flow brings along switched off, because it lacks an account, a key or what to listen to: switched on once its
 * parameters are set. Whether they are, NiFi itself says, by finding the processor valid.
 *
 * <p>A processor that lacked nothing before and was off nevertheless was switched off by a person, and stays off.
 */
public final class OptionalComponents {

    private static final Duration TWO_LOOKS = Duration.ofSeconds(12);

    private final Components components;
    private final List<SwitchedOff> candidates;
    private final Duration patience;

    private OptionalComponents(Components components, List<SwitchedOff> candidates, Duration patience) {
        this.components = components;
        this.candidates = candidates;
        this.patience = patience;
    }

    /** Those of a flow that was imported just now: nobody has had time to decide anything. */
    public static OptionalComponents ofNewFlow(Components components) throws IOException, InterruptedException {
        return new OptionalComponents(components, components.switchedOff(), Duration.ZERO);
    }

    /** Those of a flow that is there already, as it is before its parameters are set. */
    public static OptionalComponents ofKnownFlow(Components components) throws IOException, InterruptedException {
        List<SwitchedOff> off = components.switchedOff();
        List<SwitchedOff> lacking = components.switchOn(off, Duration.ZERO).stream()
                .map(Lacking::processor)
                .toList();
        components.switchOff(
                off.stream().filter(processor -> !lacking.contains(processor)).toList());
        return new OptionalComponents(components, lacking, TWO_LOOKS);
    }

    /**
     * Switches on those that lack nothing any more; the services that they use have to be enabled.
     *
     * @return the others, with what NiFi says that they lack
     */
    public List<InvalidComponent> switchOn() throws IOException, InterruptedException {
        return components.switchOn(candidates, patience).stream()
                .map(Lacking::refusal)
                .toList();
    }
}
