package dev.orgrelay.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.FailureText;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends notices: structured CloudEvents by POST, signed. Redirects are not followed, and what is answered is not read. */
@Singleton
class NoticeSender {

    private static final Logger LOG = Logger.getLogger(NoticeSender.class);
    private static final int OK = 200;
    private static final int FIRST_REDIRECT = 300;

    private final NoticeSettings settings;
    private final Clock clock;
    private final String version;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PendingNotices.TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile boolean isReached = true;

    NoticeSender(
            NoticeSettings settings,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.clock = clock;
        this.version = version;
    }

    /** Whether {@code notice} was taken. Never fails; the log is told once that it was not, and once that it is again. */
    Uni<Boolean> send(ObjectNode notice) {
        return Uni.createFrom()
                .<HttpResponse<Void>>emitter(emitter -> {
                    CompletableFuture<HttpResponse<Void>> answer =
                            client.sendAsync(request(notice), BodyHandlers.discarding());
                    emitter.onTermination(() -> answer.cancel(true));
                    answer.whenComplete((response, failure) -> {
                        if (failure == null) {
                            emitter.complete(response);
                        } else {
                            emitter.fail(failure);
                        }
                    });
                })
                .ifNoItem()
                .after(PendingNotices.TIMEOUT)
                .fail()
                .map(HttpResponse::statusCode)
                .map(status -> status >= OK && status < FIRST_REDIRECT ? "" : "it answered " + status)
                .onFailure()
                .recoverWithItem(FailureText::ofKind)
                .map(this::isTaken);
    }

    private boolean isTaken(String reason) {
        boolean isTaken = reason.isEmpty();
        if (isTaken != isReached) {
            isReached = isTaken;
            LOG.warnf(
                    isTaken
                            ? "%s takes notices again"
                            : "%s does not take notices, which are sent again until it does: %s",
                    settings.receiver(),
                    reason);
        }
        return isTaken;
    }

    private HttpRequest request(ObjectNode notice) {
        byte[] body = notice.toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .header("content-type", "application/cloudevents+json; charset=UTF-8")
                .header("user-agent", "orgrelay/" + version)
                .POST(BodyPublishers.ofByteArray(body));
        settings.signer()
                .headers(notice.path("id").asText(), clock.instant(), body)
                .forEach(request::header);
        return request.build();
    }
}
