package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a test does with the sandbox besides using it: look inside, make it fail, tighten its limits, empty it. */
record ControlDesk(Sandbox sandbox) {

    private static final String CONTROL = SandboxRoutes.ROOT + "/control";

    /** Under {@code /sandbox/control}. */
    void open(Router router) {
        router.get(CONTROL).handler(answering(ctx -> look(journalFrom(ctx.request()))));
        router.delete(CONTROL).handler(answering(ctx -> reset()));
        router.put(CONTROL + "/faults").handler(answering(ctx -> faults(Exchange.body(ctx))));
        router.put(CONTROL + "/limits").handler(answering(ctx -> limits(Exchange.body(ctx))));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, ApiAnswer> answer) {
        return ctx -> {
            try {
                Exchange.send(ctx, answer.apply(ctx));
            } catch (InvalidSettingException e) {
                Exchange.send(ctx, problem(400, "Bad Request", e.getMessage()));
            }
        };
    }

    private static OptionalLong journalFrom(HttpServerRequest request) {
        String from = request.getParam("journalFrom");
        if (from != null) {
            return OptionalLong.of(sequence(from));
        }
        return "true".equals(request.getParam("journal")) ? OptionalLong.of(1) : OptionalLong.empty();
    }

    /**
     * State and counters.
     *
     * @param journalFrom number of the first write of the journal to show; empty leaves the journal out
     */
    ApiAnswer look(OptionalLong journalFrom) {
        SandboxState state = sandbox.state();
        ObjectNode body = SandboxJson.object();
        ArrayNode organizations = body.putArray("organizations");
        state.directory().all().forEach(organization -> organizations.add(SandboxJson.of(organization)));
        count(state.counters(), body);
        body.set("limits", SandboxSettings.of(state.limits()));
        body.set("faults", rules(state.faults().remaining()));
        journalFrom.ifPresent(from -> show(state.journal().page(from, WriteLog.PAGE), body));
        return ApiAnswer.ok(body);
    }

    /** Replaces the rules; answers with the new ones. */
    ApiAnswer faults(byte[] body) {
        List<FaultRule> rules = SandboxSettings.rules(body);
        sandbox.state().faults().replace(rules);
        return ApiAnswer.ok(rules(rules));
    }

    /** Replaces the limits; answers with the new ones. */
    ApiAnswer limits(byte[] body) {
        SandboxLimits limits = SandboxSettings.limits(body);
        sandbox.state().limit(limits);
        return ApiAnswer.ok(SandboxSettings.of(limits));
    }

    ApiAnswer reset() {
        sandbox.reset();
        return ApiAnswer.noContent();
    }

    /** As problem details (RFC 9457). */
    static ApiAnswer problem(int status, String title, String detail) {
        ObjectNode body = SandboxJson.object()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return ApiAnswer.json(status, "application/problem+json", body);
    }

    /**
     * Reads the number of a write.
     *
     * @throws InvalidSettingException if it is not a number
     */
    static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidSettingException("journalFrom must be a whole number, not '" + Text.shorten(text) + "'");
        }
    }

    private static void count(Counters counters, ObjectNode body) {
        ObjectNode requests = body.putObject("requests");
        for (ApiOperation operation : ApiOperation.values()) {
            requests.put(operation.word(), counters.requests(operation));
        }
        body.put("accepted", counters.accepted())
                .put("throttled", counters.throttled())
                .put("refused", counters.refused());
    }

    private static ArrayNode rules(List<FaultRule> rules) {
        ArrayNode list = SandboxJson.array();
        rules.forEach(rule -> list.add(SandboxSettings.of(rule)));
        return list;
    }

    private static void show(WriteLog.JournalPage page, ObjectNode body) {
        ArrayNode entries = body.putArray("journal");
        page.entries().forEach(entry -> entries.add(of(entry)));
        page.next().ifPresent(next -> body.put("journalNext", next));
    }

    private static ObjectNode of(WriteLog.Entry entry) {
        ObjectNode json = SandboxJson.object()
                .put("sequence", entry.sequence())
                .put("time", entry.time().toString())
                .put("operation", entry.operation().word())
                .put("id", entry.id().value());
        entry.displayName().ifPresent(name -> json.put("displayName", name));
        entry.parent().ifPresent(parent -> json.put("parent", parent.value()));
        return json;
    }
}
