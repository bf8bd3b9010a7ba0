package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.DeliveryId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal of one instance, which ends with it: the newest {@value #MOST} deliveries, fewer if they are large. Those of strangers have a place of their own, so
 * that nobody can push out what matters.
 */
final class MemoryJournal implements Journal {

    static final int MOST = 1_000;
    static final int MOST_OF_STRANGERS = 200;
    static final long MOST_BYTES = 8L * 1024 * 1024;

    private final Part known = new Part(MOST);
    private final Part strangers = new Part(MOST_OF_STRANGERS);

    @Override
    public synchronized void add(DeliveryRecord delivery) {
        (delivery.isOfStranger() ? strangers : known).add(delivery);
    }

    @Override
    public Uni<Page> list(DeliveryQuery query) {
        List<ObjectNode> found = new ArrayList<>();
        for (DeliveryRecord delivery : byId().descendingMap().values()) {
            if (query.covers(delivery.id())) {
                ObjectNode head = DeliveryJson.head(delivery);
                if (query.matches(head)) {
                    if (found.size() == query.most()) {
                        return page(found, true);
                    }
                    found.add(head);
                }
            }
        }
        return page(found, false);
    }

    @Override
    public Uni<Optional<ObjectNode>> find(DeliveryId id) {
        return Uni.createFrom()
                .item(Optional.ofNullable(byId().get(id))
                        .map(delivery -> DeliveryJson.whole(DeliveryJson.head(delivery), DeliveryJson.rest(delivery))));
    }

    private synchronized NavigableMap<DeliveryId, DeliveryRecord> byId() {
        NavigableMap<DeliveryId, DeliveryRecord> all = new TreeMap<>();
        known.kept.forEach(each -> all.put(each.delivery().id(), each.delivery()));
        strangers.kept.forEach(each -> all.put(each.delivery().id(), each.delivery()));
        return all;
    }

    private static Uni<Page> page(List<ObjectNode> found, boolean hasMore) {
        Optional<DeliveryId> last = Optional.of(found)
                .filter(deliveries -> hasMore)
                .map(deliveries -> deliveries.get(deliveries.size() - 1))
                .flatMap(delivery -> DeliveryId.parse(delivery.path("id").asText()));
        return Uni.createFrom().item(new Page(found, last));
    }

    /** With its weight, because a record that has not been looked at for long is no more in the processor's caches. */
    private record Kept(DeliveryRecord delivery, int weight) {}

    /** The newest deliveries of some, the oldest first. */
    private static final class Part {

        private final int most;
        private final Deque<Kept> kept = new ArrayDeque<>();
        private long bytes;

        Part(int most) {
            this.most = most;
        }

        void add(DeliveryRecord delivery) {
            Kept newest = new Kept(delivery, delivery.weight());
            kept.add(newest);
            bytes += newest.weight();
            while (kept.size() > most || bytes > MOST_BYTES && kept.size() > 1) {
                bytes -= kept.remove().weight();
            }
        }
    }
}
