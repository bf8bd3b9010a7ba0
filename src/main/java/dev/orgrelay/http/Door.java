package dev.orgrelay.http;

import io.quarkus.vertx.http.runtime.RouteConstants;

/**
 * In which order the routes see a request: all of them before the server would read its body, since who may send comes first. Routes of the same order see it
 * in the order in which they are registered.
 */
final class Door {

    static final int ORDER = RouteConstants.ROUTE_ORDER_BODY_HANDLER;

    static final int HEALTH = 150;
    static final int RECORDS = 200;
    static final int HEADERS = 300;
    static final int EVENTS = 400;
    static final int BODIES = 500;

    private Door() {}
}
