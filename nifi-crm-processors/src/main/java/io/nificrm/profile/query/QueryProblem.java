package io.nificrm.profile.query;

/**
 * Something wrong, or doubtful, at a place of a query.
 *
 * @param line 1-based
 * @param column 1-based, in characters
 * @param message what is wrong and what to write instead
 */
public record QueryProblem(int line, int column, String message) {
    /** The problem at a character of a query. */
    static QueryProblem at(String query, int offset, String message) {
        int end = Math.min(offset, query.length());
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            if (query.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new QueryProblem(line, end - lineStart + 1, message);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + message;
    }
}
