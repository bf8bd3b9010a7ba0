package dev.orgrelay.http;

import dev.orgrelay.intake.Report;
import dev.orgrelay.intake.ReportJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The answer to what was taken in: 200 when nothing is left to do, 202 when the rest is stored, 503 with {@code Retry-After} when it has to come again. */
final class ReportResponse {

    private ReportResponse() {}

    static Response of(Report report) {
        return report.retryAfter()
                .map(wait -> Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, seconds(wait)))
                .orElseGet(() -> report.isQueued() ? Response.accepted() : Response.ok())
                .type(MediaType.APPLICATION_JSON)
                .entity(ReportJson.of(report))
                .build();
    }

    /** Whole seconds, at least one, rounded up (RFC 9110, 10.2.3). */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
