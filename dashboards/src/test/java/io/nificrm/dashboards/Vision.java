package io.nificrm.dashboards;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How colours look to people with the common kinds of colour blindness.
 *
 * <p>Matrices for severity 1.0 from Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency" (2009), applied in linear RGB.
 */
record Vision(String name, List<Double> matrix) {

    private static final Vision USUAL = of("usual", 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0);
    private static final Vision PROTANOPIA = of(
            "protanopia", 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998);
    private static final Vision DEUTERANOPIA = of(
            "deuteranopia", 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881);
    private static final Vision TRITANOPIA = of(
            "tritanopia", 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

    /** All of them. */
    static final List<Vision> ALL = List.of(USUAL, PROTANOPIA, DEUTERANOPIA, TRITANOPIA);

    private static Vision of(String name, Double... matrix) {
        return new Vision(name, List.of(matrix));
    }

    /** How far apart two colours look, in CIE Lab. */
    double distance(String one, String other) {
        double[] first = lab(seen(one));
        double[] second = lab(seen(other));
        return Math.sqrt(IntStream.range(0, 3)
                .mapToDouble(axis -> Math.pow(first[axis] - second[axis], 2))
                .sum());
    }

    /** The contrast ratio of WCAG. */
    static double contrast(String one, String other) {
        double first = luminance(linear(one)) + 0.05;
        double second = luminance(linear(other)) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private double[] seen(String color) {
        double[] rgb = linear(color);
        return IntStream.range(0, 3)
                .mapToDouble(row -> Math.clamp(
                        matrix.get(3 * row) * rgb[0]
                                + matrix.get(3 * row + 1) * rgb[1]
                                + matrix.get(3 * row + 2) * rgb[2],
                        0,
                        1))
                .toArray();
    }

    private static double luminance(double[] rgb) {
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    private static double[] linear(String color) {
        return IntStream.of(1, 3, 5)
                .mapToDouble(start -> Integer.parseInt(color.substring(start, start + 2), 16) / 255.0)
                .map(channel -> channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4))
                .toArray();
    }

    /** Linear RGB to Lab by way of XYZ with the white of D65. */
    private static double[] lab(double[] rgb) {
        double x = curve((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
        double y = curve(luminance(rgb));
        double z = curve((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double curve(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }
}
