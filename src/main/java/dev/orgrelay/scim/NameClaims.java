package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Sha256;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import dev.orgrelay.scim.SharedRows.Overtaken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which group is about to get a name, or has it: of two instances that give the same name at the same time, one is first. A group whose create came to no end gets
 * the same id when its client asks again. And since when a name is free: what a client has asked for before makes no group of it.
 */
@Singleton
class NameClaims {

    private static final int DIGITS = 64;

    /** After which whoever has claimed a name has got it, or has failed; no request takes that long. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final SharedRows rows;
    private final Clock clock;

    NameClaims(Records records, Clock clock) {
        this.rows = new SharedRows(records, "scim-names");
        this.clock = clock;
    }

    /**
     * @param id whose name it is to be; empty if it is free again
     * @param isCreate whether the group was to be created with it
     * @param isUnderWay whether the request that made it may not be over
     * @param at when the request that made it, or gave the name free, was received
     */
    record Claim(Optional<OrganizationId> id, boolean isCreate, boolean isUnderWay, Instant at, Row stored) {}

    Uni<Optional<Claim>> find(String source, String name) {
        return rows.find(key(source, name))
                .map(row -> row.map(found -> new Claim(
                        Optional.ofNullable(found.value().path("id").textValue())
                                .map(found::id),
                        found.value().path("create").asBoolean(),
                        found.value().has("until") && found.time("until").isAfter(clock.instant()),
                        found.time("at"),
                        found)));
    }

    /** Fails with {@link Overtaken} if somebody else was faster. */
    Uni<Void> claim(
            String source, String name, OrganizationId id, boolean isCreate, Instant at, Optional<Claim> before) {
        ObjectNode value = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.value())
                .put("create", isCreate)
                .put("until", clock.instant().plus(UNDER_WAY).toString());
        return write(source, name, value, at, before);
    }

    /** Gives the name of a group free, unless another one has claimed it. What cannot be given free now is taken over by whoever wants it. */
    Uni<Void> release(String source, String name, OrganizationId id, Instant at) {
        return free(source, name, id, at).onFailure().recoverWithNull();
    }

    /** The same, but fails. */
    Uni<Void> free(String source, String name, OrganizationId id, Instant at) {
        return find(source, name)
                .flatMap(claim -> claim.flatMap(Claim::id)
                                .filter(other -> !other.equals(id))
                                .isPresent()
                        ? Uni.createFrom().voidItem()
                        : write(source, name, JsonNodeFactory.instance.objectNode(), at, claim))
                .onFailure(Overtaken.class)
                .recoverWithNull();
    }

    private Uni<Void> write(String source, String name, ObjectNode value, Instant at, Optional<Claim> before) {
        Instant latest = before.map(Claim::at).filter(at::isBefore).orElse(at);
        Optional<String> seen = before.map(claim -> claim.stored().version());
        return rows.put(key(source, name), value.put("at", latest.toString()), seen)
                .replaceWithVoid();
    }

    private static String key(String source, String name) {
        return source + "/" + Sha256.hex(Group.folded(name), DIGITS);
    }
}
