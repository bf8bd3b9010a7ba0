package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.central.CallWatch.Effect;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One IoT Central application, called with care. Every method fails with a {@link CentralException} and with nothing else.
 *
 * <p>A call that is broken off may still have been carried out there; all of them can be repeated without harm.
 */
public final class Central {

    private static final int MOST_PAGES = 1000;
    private static final String PATH = "/api/organizations";

    private final String name;
    private final ApplicationConfig config;
    private final OrganizationsApi api;
    private final Access access;
    private final CallGuard guard;
    private final CallWatch watch;
    private final CallObserver observer;
    private final AtomicReference<Optional<List<Organization>>> lastList;

    Central(
            String name,
            ApplicationConfig config,
            OrganizationsApi api,
            Access access,
            CallGuard guard,
            CallObserver observer) {
        this(name, config, api, access, guard, CallWatch.NONE, observer, new AtomicReference<>(Optional.empty()));
    }

    private Central(
            String name,
            ApplicationConfig config,
            OrganizationsApi api,
            Access access,
            CallGuard guard,
            CallWatch watch,
            CallObserver observer,
            AtomicReference<Optional<List<Organization>>> lastList) {
        this.lastList = lastList;
        this.name = name;
        this.config = config;
        this.api = api;
        this.access = access;
        this.guard = guard;
        this.watch = watch;
        this.observer = observer;
    }

    /** The same application; {@code watcher} watches what is sent to change it. */
    public Central watchedBy(CallWatch watcher) {
        return new Central(name, config, api, access, guard, watcher, observer, lastList);
    }

    /** The same application; {@code more} looks on as well. */
    public Central observedBy(CallObserver more) {
        return new Central(name, config, api, access, guard, watch, observer.and(more), lastList);
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

    /** How it does and has done lately, as its calls tell. */
    public ApplicationState state() {
        return access.state();
    }

    /** How fast it is called at the moment. */
    public PaceState pace() {
        return guard.pace();
    }

    /** When its credential ends, if somebody has to renew it and knows when. */
    public Optional<Instant> tokenEnds() {
        return access.ends();
    }

    /** What {@link #list} told last; empty if nobody has asked yet. */
    public Optional<List<Organization>> lastList() {
        return lastList.get();
    }

    /** All organizations that the credentials can see, over all pages, in the application's order. */
    public Uni<List<Organization>> list() {
        return call(reading(PATH), token -> api.list(token, config.apiVersion()), OrganizationPage::read)
                .flatMap(first -> more(first, new ArrayList<>(), 1))
                .invoke(found -> lastList.set(Optional.of(found)));
    }

    /** One organization; {@link CentralException.Kind#NOT_FOUND} if there is none. */
    public Uni<Organization> get(OrganizationId id) {
        return call(
                reading(path(id)), token -> api.get(token, id.value(), config.apiVersion()), OrganizationJson::read);
    }

    /** Creates an organization, or makes an existing one like this. Without a parent it belongs at the top level. */
    public Uni<Organization> create(OrganizationId id, String displayName, Optional<OrganizationId> parent) {
        byte[] whole = OrganizationJson.whole(displayName, parent);
        return change(
                changing("PUT", id, Optional.of(whole)),
                token -> api.create(token, id.value(), config.apiVersion(), whole),
                OrganizationJson::read);
    }

    /** Changes what is given and leaves the rest. */
    public Uni<Organization> update(OrganizationId id, Optional<String> displayName, Placement placement) {
        byte[] patch = OrganizationJson.patch(displayName, placement);
        return change(
                changing("PATCH", id, Optional.of(patch)),
                token -> api.update(token, id.value(), config.apiVersion(), patch),
                OrganizationJson::read);
    }

    /** Deletes an organization; {@link CentralException.Kind#NOT_FOUND} if there is none. */
    public Uni<Void> delete(OrganizationId id) {
        return change(
                changing("DELETE", id, Optional.empty()),
                token -> api.remove(token, id.value(), config.apiVersion()),
                Function.identity());
    }

    private Uni<List<Organization>> more(OrganizationPage page, List<Organization> found, int number) {
        found.addAll(page.organizations());
        if (page.next().isEmpty()) {
            return Uni.createFrom().item(List.copyOf(found));
        }
        if (number == MOST_PAGES) {
            return Uni.createFrom().failure(CentralException.unreadable("a list that does not end"));
        }
        URI next = page.next().get().at(config.url().orElseThrow().text(), config.apiVersion());
        return call(reading(PATH), token -> api.list(token, next), OrganizationPage::read)
                .flatMap(answer -> more(answer, found, number + 1));
    }

    private CentralCall reading(String path) {
        return new CentralCall(name, "GET", path, Optional.empty(), Duration.ZERO);
    }

    private CentralCall changing(String method, OrganizationId id, Optional<byte[]> body) {
        return new CentralCall(name, method, path(id), body, Duration.ZERO);
    }

    private static String path(OrganizationId id) {
        return PATH + "/" + id.value();
    }

    private <B, T> Uni<T> change(CentralCall call, Function<String, Uni<B>> request, Function<B, T> read) {
        return access.call(
                guard,
                (token, waited) -> watch.letsThrough()
                        ? watched(sent(call.after(waited), request.apply(token), read))
                        : Uni.createFrom().failure(CentralException.withheld()));
    }

    private <B, T> Uni<T> call(CentralCall call, Function<String, Uni<B>> request, Function<B, T> read) {
        return access.call(guard, (token, waited) -> sent(call.after(waited), request.apply(token), read));
    }

    private <B, T> Uni<T> sent(CentralCall call, Uni<B> request, Function<B, T> read) {
        return observer.call(call, request.map(read).onFailure().transform(CentralException::of));
    }

    private <T> Uni<T> watched(Uni<T> answer) {
        return answer.onItemOrFailure()
                .invoke((item, failure) -> watch.ended(failure == null ? Effect.POSSIBLE : effectDespite(failure)))
                .onCancellation()
                .invoke(() -> watch.ended(Effect.STILL_POSSIBLE));
    }

    private static Effect effectDespite(Throwable failure) {
        CentralException known = CentralException.of(failure);
        return switch (known.kind()) {
            case UNREADABLE -> Effect.POSSIBLE;
            case UNAVAILABLE -> known.status() == 0 ? Effect.STILL_POSSIBLE : Effect.POSSIBLE;
            default -> Effect.NONE;
        };
    }
}
