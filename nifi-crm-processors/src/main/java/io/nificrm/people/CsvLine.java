package io.nificrm.people;

/**
 * A line of CSV (RFC 4180) that a spreadsheet can open without harm. A name such as {@code =HYPERLINK(…)} would be run
 * as a formula; it gets an apostrophe before it, which spreadsheets take as "this is text" (OWASP, CSV injection).
 */
public final class CsvLine {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final StringBuilder line = new StringBuilder();
    private boolean first = true;

    /** Adds a value as it is to be read. */
    public void add(String value) {
        if (!first) {
            line.append(',');
        }
        first = false;
        String harmless = harmless(value);
        boolean quote = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        line.append(quote ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless);
    }

    private static String harmless(String value) {
        boolean formula = !value.isEmpty() && STARTS_A_FORMULA.indexOf(value.charAt(0)) >= 0;
        return formula && !isNumber(value) ? '\'' + value : value;
    }

    private static boolean isNumber(String value) {
        return value.matches("-\\d+(\\.\\d+)?");
    }

    /** The line with its end. */
    @Override
    public String toString() {
        return line + "\r\n";
    }
}
