package io.nificrm.flowfile;

import io.nificrm.touchpoint.Touchpoint;
import java.util.List;

/** Handles several touchpoints at once, for steps that are much faster that way. */
@FunctionalInterface
public interface BatchStep {
    /**
     * @param touchpoints at least one, in the order of the FlowFile
     * @return one result each, in the same order
     * @throws UnavailableException when no touchpoint could be handled for now; the FlowFile is to be tried again later
     * @throws RuntimeException when one of them could not be handled; the flow then asks for each by itself, to find it
     */
    List<Touchpoint> apply(List<Touchpoint> touchpoints) throws UnavailableException;
}
