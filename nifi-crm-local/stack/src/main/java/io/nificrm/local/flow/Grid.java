package io.nificrm.local.flow;

import io.nificrm.local.nifi.Canvas.Position;

/** Where components lie, so that names on connections stay readable: columns and rows of NiFi's boxes with room between. */
final class Grid {

    private static final double COLUMN = 640;
    private static final double ROW = 300;

    private Grid() {}

    /** A processor or group in a column and a row; fractions lie between. */
    static Position at(double column, double row) {
        return new Position(column * COLUMN, row * ROW);
    }

    /** A port, which is narrower than a processor, centred in its place. */
    static Position portAt(double column, double row) {
        return new Position(column * COLUMN + 55, row * ROW + 30);
    }
}
