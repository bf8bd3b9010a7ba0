package dev.orgrelay.central;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.central.CallWatch.Effect;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One IoT Central application, called with care. Every method fails with a {@link CentralException} and with nothing else.
 *
 * <p>A call that is broken off may still have been carried out there; all of them can be repeated without harm.
 */
public final class Central {

    private static final int MOST_PAGES = 1000;

    private final ApplicationConfig config;
    private final Supplier<OrganizationsApi> api;
    private final OrganizationUrls urls;
    private final Access access;
    private final CallGuard guard;
    private final CallWatch watch;
    private final CallObserver observer;

    Central(
            ApplicationConfig config,
            Supplier<OrganizationsApi> api,
            Access access,
            CallGuard guard,
            CallObserver observer) {
        this(
                config,
                new OrganizationUrls(config.url().orElseThrow().text(), config.apiVersion()),
                api,
                access,
                guard,
                CallWatch.NONE,
                observer);
    }

    private Central(
            ApplicationConfig config,
            OrganizationUrls urls,
            Supplier<OrganizationsApi> api,
            Access access,
            CallGuard guard,
            CallWatch watch,
            CallObserver observer) {
        this.config = config;
        this.api = api;
        this.urls = urls;
        this.access = access;
        this.guard = guard;
        this.watch = watch;
        this.observer = observer;
    }

    /** The same application; {@code watcher} watches what is sent to change it. */
    public Central watchedBy(CallWatch watcher) {
        return new Central(config, urls, api, access, guard, watcher, observer);
    }

    /** How many organizations the application can hold. */
    public int maxOrganizations() {
        return config.maxOrganizations();
    }

    /** How many levels its hierarchy can have. */
    public int maxDepth() {
        return config.maxDepth();
    }

    /** How many requests a second it takes at most. */
    public double requestsPerSecond() {
        return config.requestsPerSecond();
    }

    /** How the application does, as far as earlier calls tell; nobody is called for it. */
    public Condition condition() {
        return Condition.of(guard.letsThrough(), access.trouble(), access.notice());
    }

    /** All organizations that the credentials can see, over all pages, in the application's order. */
    public Uni<List<Organization>> list() {
        return pagesFrom(NextPage.FIRST, new ArrayList<>(), 1);
    }

    /** One organization; {@link CentralException.Kind#NOT_FOUND} if there is none. */
    public Uni<Organization> get(OrganizationId id) {
        return call("GET", authorization -> api.get().get(authorization, urls.of(id)), OrganizationJson::read);
    }

    /** Creates an organization, or makes an existing one like this. Without a parent it belongs at the top level. */
    public Uni<Organization> create(OrganizationId id, String displayName, Optional<OrganizationId> parent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("displayName", displayName);
        parent.ifPresent(above -> body.put("parent", above.value()));
        byte[] json = bytes(body);
        return change(
                "PUT", authorization -> api.get().create(authorization, urls.of(id), json), OrganizationJson::read);
    }

    /** Changes what is given and leaves the rest. */
    public Uni<Organization> update(OrganizationId id, Optional<String> displayName, Placement placement) {
        ObjectNode mergePatch = JsonNodeFactory.instance.objectNode();
        displayName.ifPresent(name -> mergePatch.put("displayName", name));
        if (placement.isChange()) {
            mergePatch.put(
                    "parent", placement.parent().map(OrganizationId::value).orElse(null));
        }
        byte[] json = bytes(mergePatch);
        return change(
                "PATCH", authorization -> api.get().update(authorization, urls.of(id), json), OrganizationJson::read);
    }

    /** Deletes an organization; {@link CentralException.Kind#NOT_FOUND} if there is none. */
    public Uni<Void> delete(OrganizationId id) {
        return change("DELETE", authorization -> api.get().remove(authorization, urls.of(id)), Function.identity());
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Uni<List<Organization>> pagesFrom(NextPage page, List<Organization> found, int number) {
        return page(page).flatMap(answer -> {
            found.addAll(answer.organizations());
            if (answer.next().isEmpty()) {
                return Uni.createFrom().item(List.copyOf(found));
            }
            return number < MOST_PAGES
                    ? pagesFrom(answer.next().get(), found, number + 1)
                    : Uni.createFrom().failure(CentralException.unreadable("a list that does not end"));
        });
    }

    private Uni<OrganizationPage> page(NextPage page) {
        return call("GET", authorization -> api.get().list(authorization, urls.all(page)), OrganizationPage::read);
    }

    private <B, T> Uni<T> call(String method, Function<String, CompletionStage<B>> operation, Function<B, T> read) {
        return call(method, authorization -> answer(() -> operation.apply(authorization), read));
    }

    private <B, T> Uni<T> change(String method, Function<String, CompletionStage<B>> operation, Function<B, T> read) {
        return call(
                method,
                authorization -> watch.letsThrough()
                        ? watched(answer(() -> operation.apply(authorization), read))
                        : Uni.createFrom().failure(CentralException.withheld()));
    }

    private <T> Uni<T> watched(Uni<T> answer) {
        return answer.onItemOrFailure()
                .invoke((item, failure) -> watch.ended(failure == null ? Effect.POSSIBLE : effectDespite(failure)))
                .onCancellation()
                .invoke(() -> watch.ended(Effect.STILL_POSSIBLE));
    }

    private static Effect effectDespite(Throwable failure) {
        CentralException known =
                failure instanceof CentralException central ? central : CentralException.noAnswer(failure);
        return switch (known.kind()) {
            case UNREADABLE -> Effect.POSSIBLE;
            case UNAVAILABLE -> known.status() == 0 ? Effect.STILL_POSSIBLE : Effect.POSSIBLE;
            default -> Effect.NONE;
        };
    }

    private static <B, T> Uni<T> answer(Supplier<CompletionStage<B>> operation, Function<B, T> read) {
        return Uni.createFrom().completionStage(operation).map(read);
    }

    private <T> Uni<T> call(String method, Function<String, Uni<T>> operation) {
        return access.call(guard, authorization -> observer.call(method, operation.apply(authorization)));
    }
}
