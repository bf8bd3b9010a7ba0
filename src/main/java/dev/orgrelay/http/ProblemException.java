package dev.orgrelay.http;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(int status, String detail) {
        super(detail, null, false, false);
        this.problem = new Problem(status, detail);
    }

    Problem problem() {
        return problem;
    }
}
