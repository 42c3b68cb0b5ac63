package io.nificrm.dashboards.answers;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * The answer to a query or expression: numbers or series, each with labels.
 *
 * <p>After pkg/expr/mathexp of Grafana: an operation pairs what has the same labels; what has none pairs with everything.
 */
public record Values(List<Labelled> all) {

    /** Numbers over time, or one number, which is a series of one point. */
    public record Labelled(Map<String, String> labels, List<Double> points, boolean series) {

        public double number() {
            return points.getFirst();
        }
    }

    static Values number(double value) {
        return new Values(List.of(new Labelled(Map.of(), List.of(value), false)));
    }

    /** One number a series. */
    Values reduced(String reducer) {
        return new Values(all.stream()
                .map(value -> new Labelled(value.labels(), List.of(reduce(value.points(), reducer)), false))
                .toList());
    }

    private static double reduce(List<Double> points, String reducer) {
        double[] numbers = points.stream()
                .mapToDouble(Double::doubleValue)
                .filter(point -> !Double.isNaN(point))
                .toArray();
        return switch (reducer) {
            case "sum" ->
                IntStream.range(0, numbers.length)
                        .mapToDouble(index -> numbers[index])
                        .sum();
            case "mean" -> java.util.Arrays.stream(numbers).average().orElse(Double.NaN);
            case "last" -> numbers.length == 0 ? Double.NaN : numbers[numbers.length - 1];
            default -> throw new IllegalArgumentException("Reducer " + reducer + " is not played here");
        };
    }

    Values combined(Values other, DoubleBinaryOperator operator) {
        return new Values(all.stream()
                .flatMap(left -> other.all().stream()
                        .filter(right -> left.labels().equals(right.labels())
                                || left.labels().isEmpty()
                                || right.labels().isEmpty())
                        .map(right -> combined(left, right, operator)))
                .toList());
    }

    private static Labelled combined(Labelled left, Labelled right, DoubleBinaryOperator operator) {
        int points = left.series() && right.series()
                ? Math.min(left.points().size(), right.points().size())
                : Math.max(left.points().size(), right.points().size());
        List<Double> results = IntStream.range(0, points)
                .mapToObj(index -> operator.applyAsDouble(point(left, index), point(right, index)))
                .toList();
        return new Labelled(
                left.labels().isEmpty() ? right.labels() : left.labels(), results, left.series() || right.series());
    }

    private static double point(Labelled value, int index) {
        return value.series() ? value.points().get(index) : value.number();
    }
}
