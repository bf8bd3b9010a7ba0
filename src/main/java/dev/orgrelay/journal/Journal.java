package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.DeliveryId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Where records of deliveries are kept. */
public interface Journal {

    /** Keeps nothing. */
    Journal OFF = new Journal() {

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void add(DeliveryRecord delivery) {}

        @Override
        public Uni<Page> list(DeliveryQuery query) {
            return Uni.createFrom().item(new Page(List.of(), Optional.empty()));
        }

        @Override
        public Uni<Optional<ObjectNode>> find(DeliveryId id) {
            return Uni.createFrom().item(Optional.empty());
        }
    };

    /** One that ends with the process. */
    static Journal inMemory() {
        return new MemoryJournal();
    }

    /** Whether anything is kept. */
    default boolean isOn() {
        return true;
    }

    /** Writes what is left to be written. */
    default void close() {}

    /** Keeps {@code delivery}, now or soon. Never fails, and does not wait for anything. */
    void add(DeliveryRecord delivery);

    /** A page of the deliveries that {@code query} asks for. It may be short, or empty, while there are more. */
    Uni<Page> list(DeliveryQuery query);

    /** The delivery with that id, whole. */
    Uni<Optional<ObjectNode>> find(DeliveryId id);

    /**
     * Some deliveries, newest first.
     *
     * @param deliveries the {@link DeliveryJson#head} of each
     * @param next where the next page begins; empty on the last one
     */
    record Page(List<ObjectNode> deliveries, Optional<DeliveryId> next) {}
}
