package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.configuration.Words;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Policy;
import dev.orgrelay.relay.Records.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Which organizations are Org Relay's own: those that it has created, and those that an operator had it adopt. The policy {@code sync-owned} deletes no others.
 *
 * <p>Each has a row in {@link Records}, which says how Org Relay left it. It is written after the create and taken away before the delete, by whoever has the right to
 * change the organization. So a crash in between costs a row at most, and what a person makes never has one. What is not as Org Relay left it counts as made anew.
 */
@Singleton
public class Ownership {

    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final String KIND = "owned";
    private static final String AT = "at";
    private static final int AT_ONCE = 8;

    private final Records records;
    private final LedgerStore ledger;
    private final boolean looksFirst;

    /** @param policy the configured one: what {@code sync-owned} is to rely on has to be looked at */
    Ownership(
            Records records,
            LedgerStore ledger,
            @ConfigProperty(name = "orgrelay.reconcile.policy") Optional<String> policy) {
        this.records = records;
        this.ledger = ledger;
        this.looksFirst = policy.flatMap(text -> Words.find(Policy.class, text))
                .filter(Policy.SYNC_OWNED::equals)
                .isPresent();
    }

    /**
     * Whether to look, before {@code change} creates something, that there is nothing that Org Relay does not know of. Costs a call, so where {@code sync-owned} is not
     * configured, what an event creates is not owned.
     */
    boolean looksFirst(Change change) {
        return looksFirst || change.provenance().isByHand();
    }

    /** What was created is owned, and what is gone is not. Never fails: without its row, an organization is not deleted. */
    Uni<Void> after(Turn turn, Sending sending) {
        LedgerKey key = turn.asked().key();
        if (sending.leftMissing()) {
            return giveUp(key).replaceWithVoid().onFailure().recoverWithNull();
        }
        return sending.made()
                .map(made -> told(
                        key,
                        turn.isGood(),
                        () -> put(key, made, turn.intention().mark().at())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** It is not owned any more; the row that it had, if it had one. */
    Uni<Optional<Row>> giveUp(LedgerKey key) {
        return records.find(KIND, name(key)).flatMap(found -> found.map(row -> records.remove(row)
                        .flatMap(isGone -> isGone ? Uni.createFrom().item(found) : giveUp(key)))
                .orElseGet(() -> Uni.createFrom().item(found)));
    }

    /** It has {@code row} again, if it is known to be there. Never fails. */
    Uni<Void> restore(LedgerKey key, Row row, boolean isThere) {
        return told(key, isThere, () -> records.put(KIND, row.key(), row.value(), Optional.empty()));
    }

    private static Uni<Void> told(LedgerKey key, boolean isCertain, Supplier<Uni<?>> work) {
        Uni<?> marked = isCertain
                ? work.get()
                : Uni.createFrom().failure(new IllegalStateException("nobody knows what has become of it"));
        return marked.replaceWithVoid().onFailure().recoverWithUni(failure -> {
            LOG.warnf(
                    "%s in %s does not count as Org Relay's own, so that sync-owned does not delete it: %s",
                    key.organization(), key.application(), FailureText.of(failure));
            return Uni.createFrom().voidItem();
        });
    }

    /** The rows of an application by organization; to be read before its list, so that what has one and is not listed is gone. */
    public Uni<Map<OrganizationId, Row>> rows(String application) {
        return rows(application + "/", Optional.empty(), new HashMap<>());
    }

    private Uni<Map<OrganizationId, Row>> rows(String prefix, Optional<String> from, Map<OrganizationId, Row> found) {
        return records.list(KIND, from).flatMap(page -> {
            page.read(Ownership::readable).forEach(row -> {
                String id = row.key().substring(row.key().lastIndexOf('/') + 1);
                if (row.key().equals(prefix + id) && OrganizationId.isValid(id)) {
                    found.put(new OrganizationId(id), row);
                }
            });
            return page.next().isEmpty() ? Uni.createFrom().item(found) : rows(prefix, page.next(), found);
        });
    }

    /** @throws StoreException if another version of Org Relay has written it */
    private static Row readable(Row row) {
        row.time(AT);
        return row;
    }

    /**
     * Those of {@code actual} that are owned.
     *
     * @param rows as read before
     * @param isForGood whether those that turn out not to be owned lose their rows
     */
    public Uni<Set<OrganizationId>> owned(
            String application, Map<OrganizationId, Row> rows, Collection<Organization> actual, boolean isForGood) {
        Map<OrganizationId, Organization> byId = new HashMap<>();
        actual.forEach(organization -> byId.put(organization.id(), organization));
        return Multi.createFrom()
                .iterable(rows.entrySet())
                .onItem()
                .transformToUni(one -> {
                    Optional<Organization> found = Optional.ofNullable(byId.get(one.getKey()));
                    LedgerKey key = new LedgerKey(application, one.getKey());
                    return asOwned(key, one.getValue(), found)
                            .call(value -> isForGood
                                    ? keep(one.getValue(), value)
                                    : Uni.createFrom().voidItem())
                            .map(value -> value.map(is -> List.of(one.getKey())).orElse(List.of()));
                })
                .merge(AT_ONCE)
                .collect()
                .in(HashSet<OrganizationId>::new, Set::addAll)
                .map(Set::copyOf);
    }

    /** Whether an organization is owned, as it is now. */
    public Uni<Boolean> isOwned(LedgerKey key, Optional<Organization> actual) {
        return records.find(KIND, name(key))
                .flatMap(found -> found.map(row -> asOwned(key, row, actual).map(Optional::isPresent))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    /** They are owned from now on, as they are. */
    public Uni<Void> adopt(String application, List<Organization> some, Instant now) {
        return Multi.createFrom()
                .iterable(some)
                .onItem()
                .transformToUni(one -> put(new LedgerKey(application, one.id()), one, now))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** What its row is to say now: it is owned if it is as Org Relay left it. Else empty. */
    private Uni<Optional<ObjectNode>> asOwned(LedgerKey key, Row row, Optional<Organization> actual) {
        if (actual.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant at = row.time(AT);
        Map<Field, Long> now = Intention.valuesOf(actual.get());
        return ledger.read(key).map(found -> Optional.of(found.entry())
                .filter(entry -> now.entrySet().stream()
                        .allMatch(field -> isLeft(field.getKey(), field.getValue(), row, at, entry)))
                .map(entry -> entry.history().newest().at())
                .map(newest -> value(actual.get(), newest.isAfter(at) ? newest : at)));
    }

    /** The ledger may know more than the row, which is written once; and what somebody is about to send may have arrived. */
    private static boolean isLeft(Field field, long value, Row row, Instant at, LedgerEntry entry) {
        Mark told = entry.history().of(field);
        long last =
                told.isAfter(at) ? told.value() : row.value().path(field.name()).asLong();
        return value == last
                || entry.sent().stream()
                        .anyMatch(one -> Long.valueOf(value).equals(one.values().get(field)));
    }

    /** The ledger forgets; so what it says today is written down. */
    private Uni<?> keep(Row row, Optional<ObjectNode> value) {
        return value.<Uni<?>>map(now -> now.path(AT).equals(row.value().path(AT))
                        ? Uni.createFrom().voidItem()
                        : records.put(KIND, row.key(), now, Optional.of(row.version())))
                .orElseGet(() -> records.remove(row));
    }

    private Uni<Void> put(LedgerKey key, Organization organization, Instant at) {
        ObjectNode value = value(organization, at);
        return records.put(KIND, name(key), value, Optional.empty())
                .flatMap(written -> written.isPresent()
                        ? Uni.createFrom().item(written)
                        : records.find(KIND, name(key))
                                .flatMap(old -> records.put(KIND, name(key), value, old.map(Row::version))))
                .replaceWithVoid();
    }

    private static ObjectNode value(Organization organization, Instant at) {
        ObjectNode value = JsonNodeFactory.instance.objectNode().put(AT, at.toString());
        Intention.valuesOf(organization).forEach((field, hash) -> value.put(field.name(), hash));
        return value;
    }

    private static String name(LedgerKey key) {
        return key.application() + "/" + key.organization();
    }
}
