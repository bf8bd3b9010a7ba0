package dev.orgrelay.central;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The application {@code default}, called by a real {@link Central} that makes a call twice at most. A test answers every single request, when it likes. */
public final class OpenApplication implements CallGuard {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final Requests requests;

    private OpenApplication(Requests requests) {
        this.requests = requests;
    }

    /** Whoever answers. */
    public interface Requests {

        /**
         * @param organization its id; empty for the list of all
         * @param body may map members to {@code null}
         */
        CompletionStage<String> send(String method, String organization, Map<String, String> body);
    }

    /** No other application is configured. */
    public static Applications answeredBy(Requests requests) {
        OpenApplication application = new OpenApplication(requests);
        return TestApplications.of(new Central(
                Applications.DEFAULT,
                TestApplications.config(200),
                application.asApi(),
                TestApplications.access(),
                application,
                CallObserver.NONE));
    }

    /** An answer that is not a success. */
    public static RuntimeException answer(int status) {
        return new CentralException(
                status, "IoT Central answered " + status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The request was written, and nothing came back. */
    public static Exception silence() {
        return new TimeoutException("no answer in time");
    }

    @Override
    public <T> Uni<T> around(Function<Duration, Uni<T>> call) {
        return Uni.createFrom()
                .deferred(() -> call.apply(Duration.ZERO))
                .onFailure(OpenApplication::isWorthAnotherTry)
                .recoverWithUni(() -> call.apply(Duration.ZERO));
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        return failure instanceof CentralException central
                && central.kind().isWorthAnotherTry(0)
                && central.retryAfter().isEmpty();
    }

    private OrganizationsApi asApi() {
        return (OrganizationsApi) Proxy.newProxyInstance(
                OpenApplication.class.getClassLoader(),
                new Class<?>[] {OrganizationsApi.class},
                (proxy, method, arguments) -> Uni.createFrom().completionStage(send(method.getName(), arguments)));
    }

    private CompletionStage<?> send(String operation, Object... arguments) throws IOException {
        String id = operation.equals("list") ? "" : (String) arguments[2];
        Map<String, String> body = arguments.length > 4 ? JSON.readValue((byte[]) arguments[4], FIELDS) : Map.of();
        String method =
                switch (operation) {
                    case "create" -> "PUT";
                    case "update" -> "PATCH";
                    case "remove" -> "DELETE";
                    default -> "GET";
                };
        return requests.send(method, id, body).thenApply(answer -> answer == null ? null : answer.getBytes(UTF_8));
    }
}
