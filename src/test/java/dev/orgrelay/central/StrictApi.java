package dev.orgrelay.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The organizations API in memory, as strict as can be: what it is not sure to be allowed, it refuses. For tests that need many thousands of calls.
 */
public final class StrictApi {

    private static final int MAX_DEPTH = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final Map<String, Held> organizations = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final int maxOrganizations;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final Deque<Runnable> late = new ArrayDeque<>();
    private Function<String, Fate> otherFates = call -> Fate.ANSWERED;
    private Consumer<Runnable> whenLate = late::add;

    /** What becomes of a call that would be carried out and answered. */
    public enum Fate {
        /** Answered, and carried out if it can be. */
        ANSWERED,
        /** Carried out, but there is no answer. */
        SILENT_WITH_EFFECT,
        /** Neither carried out nor answered. */
        SILENT,
        /** There is no answer, and it is carried out when the test says so. */
        SILENT_WITH_LATE_EFFECT,
        /** Carried out, but answered 503. */
        FAILED_WITH_EFFECT,
        /** Answered 503, and not carried out. */
        FAILED,
        /** Answered 422. */
        REFUSED
    }

    public StrictApi(int maxOrganizations) {
        this.maxOrganizations = maxOrganizations;
    }

    /** Each organization as {@code name under parent}. */
    public Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        organizations.forEach((id, body) -> state.put(id, body.displayName() + " under " + body.parent()));
        return state;
    }

    /** Makes it hold {@code organizations} from the beginning, parents first or not. */
    public void hold(Collection<Organization> held) {
        held.forEach(organization -> organizations.put(
                organization.id().value(),
                new Held(
                        organization.id().value(),
                        organization.displayName(),
                        organization.parent().map(OrganizationId::value).orElse(null))));
    }

    /** Takes one away, as a person would who asks nobody. */
    public void lose(String id) {
        organizations.remove(id);
    }

    public List<String> calls() {
        return calls;
    }

    /** The next call is carried out, but the caller will not hear of it. */
    public void loseNextAnswer() {
        next(Fate.FAILED_WITH_EFFECT);
    }

    /** What becomes of the next calls, one each. */
    public void next(Fate... next) {
        fates.addAll(List.of(next));
    }

    /**
     * What becomes of each call, if {@link #next} says nothing.
     *
     * @param whenLate has what is late carried out sometime
     */
    public void behave(Function<String, Fate> fates, Consumer<Runnable> whenLate) {
        this.otherFates = fates;
        this.whenLate = whenLate;
    }

    /** Carries out what was late, in its order; what is not possible any more is not done. */
    public void haveLateEffects() {
        for (Runnable effect = late.poll(); effect != null; effect = late.poll()) {
            effect.run();
        }
    }

    /** A client of this API that neither waits nor tries again. */
    public Central client() {
        return client(new CallGuard() {
            @Override
            public <T> Uni<T> around(Function<Duration, Uni<T>> call) {
                return call.apply(Duration.ZERO);
            }

            @Override
            public boolean letsThrough() {
                return true;
            }
        });
    }

    /** A client of this API whose calls wait at {@code gate} until the test lets them through. */
    public Central client(CallGate gate) {
        return client((CallGuard) gate);
    }

    /** A client of this API whose calls, and their answers, take as long as the test says. */
    public Central client(SlowCalls slow) {
        return client((CallGuard) slow);
    }

    private Central client(CallGuard guard) {
        return new Central(
                Applications.DEFAULT,
                TestApplications.config(maxOrganizations),
                asApi(),
                TestApplications.access(),
                guard,
                CallObserver.NONE);
    }

    /** By proxy: a class that implements the interface would become a REST resource of the application under test. */
    private OrganizationsApi asApi() {
        return (OrganizationsApi) Proxy.newProxyInstance(
                StrictApi.class.getClassLoader(),
                new Class<?>[] {OrganizationsApi.class},
                (proxy, method, arguments) -> StrictApi.class
                        .getDeclaredMethod(method.getName(), method.getParameterTypes())
                        .invoke(this, arguments));
    }

    public Uni<byte[]> list(String authorization, String request, String version) {
        return answer(
                "GET",
                () -> bytes(
                        organizations.values().stream().map(Held::json).collect(joining(",", "{\"value\":[", "]}"))));
    }

    public Uni<byte[]> get(String authorization, String request, String id, String version) {
        return answer("GET " + id, () -> bytes(existing(id).json()));
    }

    public Uni<byte[]> create(String authorization, String request, String id, String version, byte[] body) {
        return answer(
                "PUT " + id,
                () -> bytes(
                        put(id, fields(body).get("displayName"), fields(body).get("parent"))
                                .json()));
    }

    public Uni<byte[]> update(String authorization, String request, String id, String version, byte[] mergePatch) {
        return answer("PATCH " + id, () -> {
            Held current = existing(id);
            return bytes(put(
                            id,
                            fields(mergePatch).getOrDefault("displayName", current.displayName()),
                            fields(mergePatch).containsKey("parent")
                                    ? fields(mergePatch).get("parent")
                                    : current.parent())
                    .json());
        });
    }

    public Uni<byte[]> remove(String authorization, String request, String id, String version) {
        return answer("DELETE " + id, () -> {
            existing(id);
            require(organizations.values().stream().noneMatch(other -> id.equals(other.parent())));
            organizations.remove(id);
            return null;
        });
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    private static Map<String, String> fields(byte[] json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Held put(String id, String displayName, String parent) {
        require(displayName != null);
        require(parent == null || organizations.containsKey(parent));
        require(organizations.containsKey(id) || organizations.size() < maxOrganizations);
        Optional<Held> before = Optional.ofNullable(organizations.get(id));
        Held after = new Held(id, displayName, parent);
        organizations.put(id, after);
        // nobody is below one that is new
        boolean isSound = before.isPresent() ? organizations.keySet().stream().allMatch(this::hasDepth) : hasDepth(id);
        if (!isSound) {
            before.ifPresentOrElse(body -> organizations.put(id, body), () -> organizations.remove(id));
            require(false);
        }
        return after;
    }

    private boolean hasDepth(String id) {
        String at = id;
        for (int depth = 1; depth <= MAX_DEPTH; depth++) {
            at = organizations.get(at).parent();
            if (at == null) {
                return true;
            }
        }
        return false;
    }

    private Held existing(String id) {
        return Optional.ofNullable(organizations.get(id)).orElseThrow(() -> refusal(404));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw refusal(400);
        }
    }

    private static CentralException refusal(int status) {
        return new CentralException(status, "refused", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private <T> Uni<T> answer(String call, Supplier<T> operation) {
        calls.add(call);
        Fate fate = fates.isEmpty() ? otherFates.apply(call) : fates.poll();
        try {
            return switch (fate) {
                case ANSWERED -> Uni.createFrom().item(operation.get());
                case SILENT -> Uni.createFrom().failure(silence());
                case FAILED -> Uni.createFrom().failure(refusal(503));
                case REFUSED -> Uni.createFrom().failure(refusal(422));
                case SILENT_WITH_EFFECT -> afterEffect(operation, silence());
                case FAILED_WITH_EFFECT -> afterEffect(operation, refusal(503));
                case SILENT_WITH_LATE_EFFECT -> {
                    whenLate.accept(() -> ifPossible(operation));
                    yield Uni.createFrom().failure(silence());
                }
            };
        } catch (CentralException refused) {
            return Uni.createFrom().failure(refused);
        }
    }

    private static <T> Uni<T> afterEffect(Supplier<T> operation, CentralException failure) {
        operation.get();
        return Uni.createFrom().failure(failure);
    }

    private static void ifPossible(Supplier<?> operation) {
        try {
            operation.get();
        } catch (CentralException refused) {
            // nobody hears of it
        }
    }

    private static CentralException silence() {
        return CentralException.of(new TimeoutException("nothing came"));
    }

    private record Held(String id, String displayName, String parent) {

        String json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", id)
                    .put("displayName", displayName)
                    .put("parent", parent);
            return json.toString();
        }
    }
}
