package dev.orgrelay.sandbox;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** Commits a fault on a request. */
final class FaultInjection {

    private static final ApiAnswer GARBAGE = new ApiAnswer(
            200,
            Map.of("Content-Type", "application/json; charset=utf-8"),
            Optional.of("<html>{\"id\": this is not JSON"));

    private final ErrorAnswers errors;

    FaultInjection(ErrorAnswers errors) {
        this.errors = errors;
    }

    /**
     * Waits as long as the rule says, then does what it says.
     *
     * @param otherwise what happens to the request if the rule only delays it, even if the client has gone away by then
     */
    void apply(FaultRule rule, RoutingContext ctx, Counters counters, Runnable otherwise) {
        Runnable act = () -> act(rule, ctx, counters, otherwise);
        if (rule.delayMs() > 0) {
            ctx.vertx().setTimer(rule.delayMs(), timer -> act.run());
        } else {
            act.run();
        }
    }

    private void act(FaultRule rule, RoutingContext ctx, Counters counters, Runnable otherwise) {
        switch (rule.action()) {
            case CONTINUE -> otherwise.run();
            case STATUS -> answer(ctx, status(rule), counters);
            case RESET -> ctx.request().connection().close();
            case GARBAGE -> Exchange.send(ctx, GARBAGE);
            case HANG -> {
                // The server holds the request as long as the client holds the connection; nothing here remembers it.
            }
        }
    }

    private ApiAnswer status(FaultRule rule) {
        int status = rule.status().orElseThrow();
        ApiAnswer answer = status < 400
                ? new ApiAnswer(status, Map.of(), Optional.empty())
                : errors.of(Refusal.of(status, "This fault was asked for."));
        return rule.retryAfter().isPresent()
                ? answer.with("Retry-After", Integer.toString(rule.retryAfter().getAsInt()))
                : answer;
    }

    private static void answer(RoutingContext ctx, ApiAnswer answer, Counters counters) {
        counters.answered(answer.status());
        Exchange.send(ctx, answer);
    }
}
