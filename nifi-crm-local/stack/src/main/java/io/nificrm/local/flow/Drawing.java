package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas;
import io.nificrm.local.nifi.Canvas.Position;
import java.io.IOException;

/**
 * What everything that is drawn needs: the canvas, the parameters that all groups share, and the services.
 *
 * @param canvas where it is drawn
 * @param parameters the id of the parameter context
 * @param services the controller services
 */
record Drawing(Canvas canvas, String parameters, FlowServices services) {

    private static final String NOTE = "#fff7d7";
    private static final double NOTE_WIDTH = 384;

    /** Adds a group and returns its id. */
    String group(String parent, String name, String comment, Position position)
            throws IOException, InterruptedException {
        return canvas.addGroup(parent, name, comment, position, parameters);
    }

    /** Adds a note of this height in pixels; some 55 characters make a line of 18. */
    void note(String group, String text, Position position, double height) throws IOException, InterruptedException {
        canvas.addLabel(group, text, position, NOTE_WIDTH, height, NOTE);
    }
}
