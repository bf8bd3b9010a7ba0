package dev.orgrelay.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The least that a relay on Vert.x can do: one event in, one PUT out. No signature, no JSON, no memory, no pace. */
public final class FloorRelay extends AbstractVerticle {

    private static final Buffer ORGANIZATION = Buffer.buffer("{\"displayName\":\"Seattle\"}");

    private HttpClient client;

    public static void main(String[] arguments) {
        System.setProperty("port", arguments[0]);
        System.setProperty("target", arguments[1]);
        Vertx.vertx()
                .deployVerticle(
                        FloorRelay.class,
                        new DeploymentOptions()
                                .setInstances(2 * Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public void start() {
        client = vertx.createHttpClient();
        vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> relay(request)))
                .listen(Integer.getInteger("port"), "127.0.0.1");
    }

    private void relay(HttpServerRequest event) {
        client.request(HttpMethod.PUT, Integer.getInteger("target"), "127.0.0.1", "/api/organizations/seattle")
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(ORGANIZATION))
                .compose(response -> response.body())
                .onSuccess(answer -> event.response().end())
                .onFailure(failure -> event.response().setStatusCode(500).end());
    }
}
