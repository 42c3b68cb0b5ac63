package io.nificrm.profile.query;

/** A query that cannot be used, with the place and the reason. */
public final class InvalidQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient QueryProblem problem;

    InvalidQueryException(QueryProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** Where and why. */
    public QueryProblem problem() {
        return problem;
    }
}
