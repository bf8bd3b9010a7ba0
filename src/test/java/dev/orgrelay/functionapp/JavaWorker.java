package dev.orgrelay.functionapp;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A program that calls the function of a function app for the Java worker as that worker does: the class path is the app's jar and its libraries, the
 * function comes from the app's own injector. It knows the worker's types by name only, because they are there in one Maven profile and not in the other.
 *
 * <p>Arguments: for each request its method, its URL, its body, and the value of both secret headers. For each it prints a line with {@code ANSWER}, the
 * status and the body.
 */
public final class JavaWorker {

    private static final String TYPES = "com.microsoft.azure.functions.";
    private static final String FUNCTION = "io.quarkus.azure.functions.resteasy.runtime.Function";
    private static final int ARGUMENTS_OF_A_REQUEST = 4;

    private JavaWorker() {}

    public static void main(String... arguments) throws Exception {
        Object function = function();
        Method run = function.getClass().getMethod("run", type("HttpRequestMessage"), type("ExecutionContext"));
        for (int i = 0; i < arguments.length; i += ARGUMENTS_OF_A_REQUEST) {
            Map<String, Object> request = new HashMap<>();
            request.put(
                    "getHttpMethod",
                    type("HttpMethod").getMethod("value", String.class).invoke(null, arguments[i]));
            request.put("getUri", URI.create(arguments[i + 1]));
            request.put("getBody", Optional.of(arguments[i + 2]).filter(body -> !body.isEmpty()));
            request.put(
                    "getHeaders",
                    Map.of(
                            "content-type", "application/cloudevents+json",
                            "x-api-key", arguments[i + 3],
                            "x-functions-key", arguments[i + 3]));
            Answer answer = new Answer();
            request.put("createResponseBuilder", answer.builder());
            run.invoke(function, answering("HttpRequestMessage", request), null);
            System.out.println("ANSWER " + answer.status + " " + answer.body);
        }
        System.exit(0);
    }

    private static Object function() throws Exception {
        Class<?> injector = type("spi.inject.FunctionInstanceInjector");
        Object found = ServiceLoader.load(injector).findFirst().orElseThrow();
        return injector.getMethod("getInstance", Class.class).invoke(found, Class.forName(FUNCTION));
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(TYPES + name);
    }

    /** An object whose methods give the value under their name. */
    private static Object answering(String type, Map<String, Object> values) throws ClassNotFoundException {
        return proxy(type, (proxy, method, arguments) -> values.get(method.getName()));
    }

    private static Object proxy(String type, InvocationHandler handler) throws ClassNotFoundException {
        return Proxy.newProxyInstance(JavaWorker.class.getClassLoader(), new Class<?>[] {type(type)}, handler);
    }

    /** Notes what a response is built of. */
    private static final class Answer {

        private Object status = "200";
        private String body = "";

        private Object builder() throws ClassNotFoundException {
            return proxy("HttpResponseMessage$Builder", (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "status" ->
                        status = type("HttpStatusType").getMethod("value").invoke(arguments[0]);
                    case "body" ->
                        body = arguments[0] instanceof byte[] bytes
                                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                                : String.valueOf(arguments[0]);
                    default -> {}
                }
                return method.getName().equals("build") ? answering("HttpResponseMessage", Map.of()) : proxy;
            });
        }
    }
}
