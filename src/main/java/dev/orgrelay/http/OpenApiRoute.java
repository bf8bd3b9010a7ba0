package dev.orgrelay.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The description of all paths, for everybody, as the build has made it. Below {@code /api}, too: the Functions host shows nothing else to the outside.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI</a>
 */
@ApplicationScoped
class OpenApiRoute {

    static final String ROOT = "/api/openapi";

    private static final String JSON = "json";
    private static final String YAML = "yaml";

    private final String frameworkRoot;
    private final LaunchMode mode;
    private final Map<String, Answer> documents = new ConcurrentHashMap<>();

    OpenApiRoute(
            @ConfigProperty(name = "quarkus.http.non-application-root-path", defaultValue = "q") String root,
            LaunchMode mode) {
        this.frameworkRoot = root.startsWith("/") ? root : "/" + root;
        this.mode = mode;
    }

    void register(@Observes @Priority(Door.HEALTH) Router router) {
        serve(router, ROOT);
        for (String end : List.of("", ".json", ".yaml", ".yml")) {
            serve(router, frameworkRoot + "/openapi" + end);
        }
        if (mode == LaunchMode.DEVELOPMENT) {
            serve(router, "/openapi"); // where the page of Swagger UI looks, whose files are only there in dev mode
            router.get(frameworkRoot + "/swagger-ui").handler(context -> context.redirect("/openapi-ui/"));
        }
    }

    private void serve(Router router, String path) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(Door.ORDER)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        documents
                .computeIfAbsent(isJson(context.request()) ? JSON : YAML, OpenApiRoute::document)
                .send(context.response());
    }

    /** By the path or else by the parameter {@code format} or the header {@code Accept}. */
    private static boolean isJson(HttpServerRequest request) {
        if (request.path().indexOf('.') > 0) {
            return request.path().endsWith(JSON);
        }
        String accepted = request.getHeader(HttpHeaderNames.ACCEPT);
        return JSON.equalsIgnoreCase(request.getParam("format")) || accepted != null && accepted.contains(Answer.JSON);
    }

    private static Answer document(String format) {
        try (InputStream stream = OpenApiRoute.class.getResourceAsStream("/openapi." + format)) {
            return new Answer(
                    200,
                    Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), "application/" + format + ";charset=UTF-8"),
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
