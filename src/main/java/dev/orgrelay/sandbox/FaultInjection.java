package dev.orgrelay.sandbox;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Commits a fault on a request. */
record FaultInjection(ErrorAnswers errors) {

    private static final ApiAnswer GARBAGE = new ApiAnswer(
            200,
            Map.of("Content-Type", "application/json; charset=utf-8"),
            Optional.of("<html>{\"id\": this is not JSON"));

    /**
     * Waits as long as the rule says, then does what it says.
     *
     * @param api carries out the request and words its answer, even if the client has gone away by then
     */
    void apply(FaultRule rule, RoutingContext ctx, Counters counters, Supplier<ApiAnswer> api) {
        Runnable act = () -> act(rule, ctx, counters, api);
        if (rule.delayMs() > 0) {
            ctx.vertx().setTimer(rule.delayMs(), timer -> act.run());
        } else {
            act.run();
        }
    }

    private void act(FaultRule rule, RoutingContext ctx, Counters counters, Supplier<ApiAnswer> api) {
        if (rule.isCarriedOut()) {
            api.get();
        }
        switch (rule.action()) {
            case CONTINUE -> Exchange.send(ctx, api.get(), counters);
            case STATUS -> Exchange.send(ctx, status(rule), counters);
            case RESET -> ctx.request().connection().close();
            case GARBAGE -> Exchange.send(ctx, GARBAGE);
            case HANG -> {
                // The server holds the request as long as the client holds the connection; nothing here remembers it.
            }
        }
    }

    private ApiAnswer status(FaultRule rule) {
        int status = rule.status().orElseThrow();
        ApiAnswer answer = status < 400 || rule.body().isPresent()
                ? new ApiAnswer(status, rule.body().isPresent() ? GARBAGE.headers() : Map.of(), rule.body())
                : errors.of(Refusal.of(status, "This fault was asked for."));
        return rule.retryAfter().map(value -> answer.with("Retry-After", value)).orElse(answer);
    }
}
