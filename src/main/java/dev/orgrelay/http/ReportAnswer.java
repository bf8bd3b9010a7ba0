package dev.orgrelay.http;

import dev.orgrelay.intake.Report;

/** The answer to what was taken in: 200 when nothing is left to do, 202 when the rest is stored, 503 with {@code Retry-After} when it has to come again. */
final class ReportAnswer {

    private static final String MEDIA_TYPE = "application/json";

    private ReportAnswer() {}

    static Answer of(Report report) {
        return report.retryAfter()
                .map(wait -> answer(503, report).retryAfter(wait))
                .orElseGet(() -> answer(report.isQueued() ? 202 : 200, report));
    }

    /** The same for what was not done, in a place where nothing else would tell. */
    static Answer ofDryRun(Report report) {
        return Answer.of(200, MEDIA_TYPE, report.toJson().put("dryRun", true));
    }

    private static Answer answer(int status, Report report) {
        return Answer.of(status, MEDIA_TYPE, report.toJson());
    }
}
