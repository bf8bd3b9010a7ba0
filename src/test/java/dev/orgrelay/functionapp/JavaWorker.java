package dev.orgrelay.functionapp;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A program that calls the function of a function app for the Java worker as that worker does: the class path is the app's jar and its libraries. It knows the worker's types by name only, because they are there in one Maven profile and not in the other.
 *
 * <p>Arguments: for each request its method, its URL, its body, and the value of both secret headers. For each it prints a line with {@code ANSWER}, the
 * status and the body.
 */
public final class JavaWorker {

    private static final String TYPES = "com.microsoft.azure.functions.";
    private static final String FUNCTION = "io.quarkus.azure.functions.resteasy.runtime.Function";
    private static final int ARGUMENTS_OF_A_REQUEST = 4;

    private JavaWorker() {}

    public static void main(String... arguments) {
        int exitCode = 1;
        try {
            call(arguments);
            exitCode = 0;
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
        }
        System.exit(exitCode);
    }

    private static void call(String... arguments) throws ReflectiveOperationException {
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
            run.invoke(function, message(request, answer), null);
            System.out.println("ANSWER " + answer.status + " " + answer.body);
        }
    }

    /** What Quarkus's injector and middleware do for the worker; their own interfaces are not among the app's libraries. */
    private static Object function() throws ClassNotFoundException {
        Quarkus.manualInitialize();
        Quarkus.manualStart();
        Arc.container().requestContext().activate();
        return Arc.container().instance(Class.forName(FUNCTION)).get();
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(TYPES + name);
    }

    /** A request whose methods give the value under their name, and which notes what it is answered. */
    private static Object message(Map<String, Object> request, Answer answer) throws ClassNotFoundException {
        return proxy(
                "HttpRequestMessage",
                (proxy, method, arguments) -> method.getName().equals("createResponseBuilder")
                        ? answer.builder(arguments[0])
                        : request.get(method.getName()));
    }

    private static Object proxy(String type, InvocationHandler handler) throws ClassNotFoundException {
        return Proxy.newProxyInstance(JavaWorker.class.getClassLoader(), new Class<?>[] {type(type)}, handler);
    }

    /** Notes what a response is built of. */
    private static final class Answer {

        private Object status = "";
        private String body = "";

        private Object builder(Object statusType) throws ReflectiveOperationException {
            status = type("HttpStatusType").getMethod("value").invoke(statusType);
            return proxy("HttpResponseMessage$Builder", (proxy, method, arguments) -> {
                if (method.getName().equals("body")) {
                    body = arguments[0] instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : String.valueOf(arguments[0]);
                }
                return method.getName().equals("build") ? null : proxy;
            });
        }
    }
}
