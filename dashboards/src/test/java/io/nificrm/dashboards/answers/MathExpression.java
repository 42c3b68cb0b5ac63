package io.nificrm.dashboards.answers;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A formula over other answers, by the rules of Grafana's math expressions; true is 1 and false 0. */
final class MathExpression {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\$\\w+|\\d+(?:\\.\\d+)?(?:E-?\\d+)?|\\*\\*|&&|\\|\\||[<>=!]=|[-+*/%<>()])");

    /** Loosest first. */
    private static final List<Map<String, DoubleBinaryOperator>> LEVELS = List.of(
            Map.of("||", (a, b) -> truth(a != 0 || b != 0)),
            Map.of("&&", (a, b) -> truth(a != 0 && b != 0)),
            Map.of(
                    "<", (a, b) -> truth(a < b),
                    ">", (a, b) -> truth(a > b),
                    "<=", (a, b) -> truth(a <= b),
                    ">=", (a, b) -> truth(a >= b),
                    "==", (a, b) -> truth(a == b),
                    "!=", (a, b) -> truth(a != b)),
            Map.of("+", Double::sum, "-", (a, b) -> a - b),
            Map.of("*", (a, b) -> a * b, "/", (a, b) -> a / b, "%", (a, b) -> a % b),
            Map.of("**", Math::pow));

    private final String formula;
    private final Map<String, Values> answers;
    private final Matcher tokens;
    private String token;

    MathExpression(String formula, Map<String, Values> answers) {
        this.formula = formula;
        this.answers = answers;
        this.tokens = TOKEN.matcher(formula);
    }

    Values value() {
        advance();
        Values value = level(0);
        if (!token.isEmpty()) {
            throw new IllegalArgumentException("Nothing wanted after " + token + " in " + formula);
        }
        return value;
    }

    private Values level(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        Values left = level(level + 1);
        while (LEVELS.get(level).containsKey(token)) {
            DoubleBinaryOperator operator = LEVELS.get(level).get(token);
            advance();
            left = left.combined(level(level + 1), operator);
        }
        return left;
    }

    private Values operand() {
        String operand = token;
        advance();
        if (operand.equals("(")) {
            Values inner = level(0);
            advance();
            return inner;
        }
        return operand.startsWith("$") ? answers.get(operand.substring(1)) : Values.number(Double.parseDouble(operand));
    }

    private void advance() {
        token = tokens.lookingAt() ? tokens.group(1) : "";
        if (!token.isEmpty()) {
            tokens.region(tokens.end(), formula.length());
        } else if (tokens.regionStart() < formula.stripTrailing().length()) {
            throw new IllegalArgumentException("Not understood: " + formula.substring(tokens.regionStart()));
        }
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
