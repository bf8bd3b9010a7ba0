package dev.orgrelay.central;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One IoT Central application, called with care. Every method fails with a {@link CentralException} and with nothing else.
 *
 * <p>A call that is broken off may still have been carried out there; all of them can be repeated without harm.
 */
public final class Central {

    private static final Logger LOG = Logger.getLogger(Central.class);

    private static final int MOST_PAGES = 1000;

    private final String name;
    private final ApplicationConfig config;
    private final OrganizationsApi api;
    private final Access access;
    private final CallGuard guard;
    private final Requests requests;
    private final CallWatch watch;
    private final AtomicReference<Optional<List<Organization>>> lastList;

    Central(
            String name,
            ApplicationConfig config,
            OrganizationsApi api,
            Access access,
            CallGuard guard,
            CallObserver observer) {
        this.name = name;
        this.config = config;
        this.api = api;
        this.access = access;
        this.guard = guard;
        this.requests = new Requests(name, access, guard, observer);
        this.watch = CallWatch.NONE;
        this.lastList = new AtomicReference<>(Optional.empty());
    }

    private Central(Central same, Requests requests, CallWatch watch) {
        this.name = same.name;
        this.config = same.config;
        this.api = same.api;
        this.access = same.access;
        this.guard = same.guard;
        this.requests = requests;
        this.watch = watch;
        this.lastList = same.lastList;
    }

    /** The same application; {@code watcher} watches what is sent to change it. */
    public Central watchedBy(CallWatch watcher) {
        return new Central(this, requests, watcher);
    }

    /** The same application; {@code more} looks on as well. */
    public Central observedBy(CallObserver more) {
        return new Central(this, requests.observedBy(more), watch);
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

    /** Whether a call could succeed, as far as those of the last minute tell; nobody is called for it. */
    public boolean isUsable() {
        return guard.letsThrough() && access.trouble().isEmpty();
    }

    /** How it does, as its calls tell, and what an operator should know about its credential. */
    public ApplicationState state() {
        return access.state();
    }

    /** The last time in which it was bad, if it ever was. */
    public Optional<Incident> incident() {
        return access.availability().incident();
    }

    /** When it has answered last; the epoch if it has not. */
    public Instant answeredAt() {
        return access.availability().answeredAt();
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

    /** All that the credentials can see, over all pages. */
    public Uni<Listing> list() {
        return requests.read("", (token, request) -> api.list(token, request, version()), OrganizationPage::read)
                .flatMap(first -> more(first, new ArrayList<>(), new HashSet<>(Set.of(""))))
                .map(Listing::of)
                .invoke(this::keep);
    }

    /** One organization; {@link CentralException.Kind#NOT_FOUND} if there is none. */
    public Uni<Organization> get(OrganizationId id) {
        return requests.read(
                id.value(), (token, request) -> api.get(token, request, id.value(), version()), OrganizationJson::read);
    }

    /**
     * Creates an organization, or makes an existing one like this. Without a parent it belongs at the top level.
     *
     * @return the organization afterwards; empty if the answer does not show it
     */
    public Uni<Optional<Organization>> create(OrganizationId id, String displayName, Optional<OrganizationId> parent) {
        byte[] whole = OrganizationJson.whole(displayName, parent);
        return change(
                        "PUT",
                        id,
                        Optional.of(whole),
                        (token, request) -> api.create(token, request, id.value(), version(), whole))
                .onFailure(CentralException::isUnreadable)
                .recoverWithUni(failure -> look(id, isLike(Optional.of(displayName), parent), failure));
    }

    /**
     * Changes what is given and leaves the rest.
     *
     * @return the organization afterwards; empty if the answer does not show it
     */
    public Uni<Optional<Organization>> update(OrganizationId id, Optional<String> displayName, Placement placement) {
        byte[] patch = OrganizationJson.patch(displayName, placement);
        return change(
                        "PATCH",
                        id,
                        Optional.of(patch),
                        (token, request) -> api.update(token, request, id.value(), version(), patch))
                .onFailure(CentralException::isUnreadable)
                .recoverWithUni(failure -> look(id, isLike(displayName, placement.parent()), failure));
    }

    /** Deletes an organization; {@link CentralException.Kind#NOT_FOUND} if there is none. */
    public Uni<Void> delete(OrganizationId id) {
        return change(
                        "DELETE",
                        id,
                        Optional.empty(),
                        (token, request) -> api.remove(token, request, id.value(), version()))
                .onFailure(CentralException::isUnreadable)
                .recoverWithUni(failure -> look(id, Optional::isEmpty, failure))
                .replaceWithVoid();
    }

    private Uni<List<JsonNode>> more(OrganizationPage page, List<JsonNode> found, Set<String> seen) {
        page.value().forEach(found::add);
        if (page.next().isEmpty()) {
            return Uni.createFrom().item(found);
        }
        if (!seen.add(page.next().get()) || seen.size() > MOST_PAGES) {
            return Uni.createFrom().failure(CentralException.unreadable("a list that does not end"));
        }
        URI next = URI.create(config.url().orElseThrow().base() + "?" + OrganizationsApi.API_VERSION + "=" + version()
                + "&" + page.next().get());
        return requests.read("", (token, request) -> api.list(token, request, next), OrganizationPage::read)
                .flatMap(answer -> more(answer, found, seen));
    }

    private void keep(Listing listing) {
        lastList.set(Optional.of(listing.organizations()));
        Stream.concat(listing.unreadable().values().stream(), listing.nameless().stream())
                .forEach(what -> LOG.warnf("application %s lists %s; it is left alone", name, what));
    }

    /** Whoever has answered with success, perhaps not IoT Central: it is done if that can be seen there. */
    private Uni<Optional<Organization>> look(
            OrganizationId id, Predicate<Optional<Organization>> isDone, Throwable failure) {
        return get(id).map(Optional::of)
                .onFailure(CentralException::isMissing)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(unseen -> failure)
                .flatMap(seen -> isDone.test(seen)
                        ? Uni.createFrom().item(seen)
                        : Uni.createFrom().failure(failure));
    }

    private static Predicate<Optional<Organization>> isLike(
            Optional<String> displayName, Optional<OrganizationId> parent) {
        return seen -> seen.filter(
                        found -> displayName.map(found.displayName()::equals).orElse(true)
                                && (parent.isEmpty() || parent.equals(found.parent())))
                .isPresent();
    }

    private Uni<Optional<Organization>> change(
            String method, OrganizationId id, Optional<byte[]> body, BiFunction<String, String, Uni<byte[]>> request) {
        return requests.change(watch, method, id, body, request, OrganizationJson::shown);
    }

    private String version() {
        return config.apiVersion();
    }
}
