package io.nificrm.insight.train;

import java.util.Arrays;

/**
 * Rounds the weights of a class to one signed byte each: the few largest are cut off, the many that hardly count become zero, which
 * costs nothing measurable and lets the model compress to a megabyte.
 */
final class Quantizer {
    private static final double KEPT_IN_FULL = 0.9999;
    private static final int LARGEST = 127;

    private Quantizer() {}

    /** @param step what one unit of {@code weights} is worth */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two steps of training
    record Quantized(byte[] weights, float step) {}

    /** @param negligible weights of at most so many steps become zero */
    static Quantized quantize(float[] weights, int negligible) {
        float[] sizes = new float[weights.length];
        int count = 0;
        for (float weight : weights) {
            if (weight != 0) {
                sizes[count++] = Math.abs(weight);
            }
        }
        if (count == 0) {
            return new Quantized(new byte[weights.length], 1f);
        }
        Arrays.sort(sizes, 0, count);
        float step = sizes[(int) Math.min(count - 1, count * KEPT_IN_FULL)] / LARGEST;
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < weights.length; i++) {
            int rounded = Math.clamp(Math.round(weights[i] / step), -LARGEST, LARGEST);
            bytes[i] = (byte) (Math.abs(rounded) <= negligible ? 0 : rounded);
        }
        return new Quantized(bytes, step);
    }
}
