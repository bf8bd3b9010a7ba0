package dev.orgrelay.azure;

import dev.orgrelay.central.Shutdown;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.FailureText;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Who may call the functions, and how they fail.
 *
 * <p>The host calls them on the loopback interface and has authenticated whoever caused the call. Where there is no such host, as in a container,
 * anybody could call them; so there they do not exist.
 */
@ApplicationScoped
class FunctionRoutes {

    private static final Logger LOG = Logger.getLogger(FunctionRoutes.class);
    private static final List<String> NAMES =
            List.of(Functions.EVENT_GRID, Functions.APPLY, Functions.DEAD_LETTER, Functions.RECONCILE);

    /** Before anybody reads the body. */
    private static final int BEFORE_BODIES = RouteConstants.ROUTE_ORDER_BODY_HANDLER;

    private static final int AFTER_BODIES = BEFORE_BODIES + 1;
    private static final int BEFORE_OTHERS = 200;

    static final int FAILED = 503;

    private static final String OURS = "dev.orgrelay.";
    private static final int MALFORMED = 400;
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Shutdown closing;
    private final InvocationRecords records;
    private final boolean isOpen;

    FunctionRoutes(FunctionsConfig config, Shutdown closing, InvocationRecords records) {
        this.records = records;
        this.closing = closing;
        this.isOpen = config.dangerousOpenFunctions();
    }

    void register(@Observes @Priority(BEFORE_OTHERS) Router router) {
        for (String name : NAMES) {
            router.route("/" + name).order(BEFORE_BODIES).handler(this::admit).failureHandler(FunctionRoutes::fail);
            router.route("/" + name).order(AFTER_BODIES).handler(this::read);
        }
    }

    private void admit(RoutingContext context) {
        if (!isOpen) {
            context.fail(404);
        } else if (closing.hasBegun()) {
            answer(context, FAILED, "this instance is about to stop");
        } else if (context.request().method() != HttpMethod.POST) {
            context.response().putHeader(HttpHeaderNames.ALLOW, HttpMethod.POST.name());
            context.fail(405);
        } else {
            context.put(Intake.ADMITTED, true);
            context.next();
        }
    }

    /** An envelope is read as strictly as any other JSON. One that is none is a dead letter itself, if that is where it is sent. */
    private void read(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            if (body != null && body.length() > 0 && !Json.read(body.getBytes()).isObject()) {
                throw new IntakeException.Malformed("the invocation is no JSON object");
            }
            context.next();
        } catch (IntakeException.Malformed e) {
            String function = context.normalizedPath().substring(1);
            if (!function.equals(Functions.DEAD_LETTER)) {
                records.unreadable(function, MALFORMED, e.getMessage());
                answer(context, MALFORMED, e.getMessage());
                return;
            }
            JsonObject data = new JsonObject().put("message", body.toString());
            ((RoutingContextInternal) context)
                    .setBody(new JsonObject().put("Data", data).toBuffer());
            context.next();
        }
    }

    /** Any status but 2xx makes the host deliver again, or give up after its own count. */
    private static void fail(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null) {
            context.next();
            return;
        }
        if (!isTold(failure)) {
            LOG.warnf("%s failed: %s", context.normalizedPath(), FailureText.of(failure));
        }
        answer(context, FAILED, told(failure));
    }

    /** What is left to do is in the line of its change, and what is turned away in a line of its own. */
    private static boolean isTold(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof InvocationFailed || InvocationRecords.isTurnedAway(cause));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static void answer(RoutingContext context, int status, String reason) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("error", reason).encode());
    }

    /** Only what is written here says nothing of the inside. */
    private static String told(Throwable failure) {
        return causes(failure)
                .filter(cause -> cause.getClass().getPackageName().startsWith(OURS))
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("the function failed");
    }
}
