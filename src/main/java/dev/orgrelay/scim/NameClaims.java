package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Sha256;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which group is about to get a name, or has it: of two instances that give the same name at the same time, one is first. And a group whose create came to no end gets
 * the same id when its client asks again.
 */
@Singleton
class NameClaims {

    private static final String KIND = "scim-names";
    private static final int DIGITS = 64;

    /** After which whoever has claimed a name has got it, or has failed; no request takes that long. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final Records records;

    NameClaims(Records records) {
        this.records = records;
    }

    /**
     * @param id whose name it is to be
     * @param isCreate whether the group was to be created with it
     */
    record Claim(OrganizationId id, boolean isCreate, Row stored) {

        /** Whether the request that made it may not be over at {@code now}. */
        boolean isUnderWay(Instant now) {
            return Moments.read(stored.value().path("at").asText())
                    .filter(at -> at.plus(UNDER_WAY).isAfter(now))
                    .isPresent();
        }
    }

    Uni<Optional<Claim>> find(String source, String name) {
        return records.find(KIND, key(source, name))
                .map(row -> row.map(found -> new Claim(
                        found.id(found.value().path("id").asText()),
                        found.value().path("create").asBoolean(),
                        found)));
    }

    /** @return false if somebody else was faster */
    Uni<Boolean> claim(
            String source, String name, OrganizationId id, boolean isCreate, Instant now, Optional<Claim> before) {
        ObjectNode value = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.value())
                .put("create", isCreate)
                .put("at", now.toString());
        return records.put(KIND, key(source, name), value, before.map(claim -> claim.stored()
                        .version()))
                .map(Optional::isPresent);
    }

    /** Gives the name of a group free, if it is still its own. What cannot be given free now is taken over by whoever wants it. */
    Uni<Void> release(String source, String name, OrganizationId id) {
        return find(source, name)
                .flatMap(claim -> claim.filter(known -> known.id().equals(id))
                        .map(known -> records.remove(known.stored()))
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .onFailure()
                .recoverWithItem(false)
                .replaceWithVoid();
    }

    private static String key(String source, String name) {
        return source + "/" + Sha256.hex(Group.folded(name), DIGITS);
    }
}
