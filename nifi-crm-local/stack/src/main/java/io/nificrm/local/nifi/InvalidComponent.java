package io.nificrm.local.nifi;

import java.util.List;

/**
 * A component that NiFi refuses to start.
 *
 * @param name its name on the canvas
 * @param reasons what NiFi says is wrong
 */
public record InvalidComponent(String name, List<String> reasons) {

    /** Copies the list. */
    public InvalidComponent {
        reasons = List.copyOf(reasons);
    }
}
