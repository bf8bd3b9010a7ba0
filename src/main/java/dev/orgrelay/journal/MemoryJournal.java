package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.DeliveryId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        for (DeliveryRecord delivery : newestFirst()) {
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
    public synchronized Uni<Optional<ObjectNode>> find(DeliveryId id) {
        Optional<DeliveryRecord> found =
                Optional.ofNullable(known.byId.get(id)).or(() -> Optional.ofNullable(strangers.byId.get(id)));
        return Uni.createFrom()
                .item(found.map(
                        delivery -> DeliveryJson.whole(DeliveryJson.head(delivery), DeliveryJson.rest(delivery))));
    }

    private synchronized Iterable<DeliveryRecord> newestFirst() {
        NavigableMap<DeliveryId, DeliveryRecord> all = new TreeMap<>(known.byId);
        all.putAll(strangers.byId);
        return all.descendingMap().values();
    }

    private static Uni<Page> page(List<ObjectNode> found, boolean hasMore) {
        Optional<DeliveryId> last = Optional.of(found)
                .filter(deliveries -> hasMore)
                .map(deliveries -> deliveries.get(deliveries.size() - 1))
                .flatMap(delivery -> DeliveryId.parse(delivery.path("id").asText()));
        return Uni.createFrom().item(new Page(found, last));
    }

    /** The newest deliveries of some. */
    private static final class Part {

        private final int most;
        private final NavigableMap<DeliveryId, DeliveryRecord> byId = new TreeMap<>();
        private long bytes;

        Part(int most) {
            this.most = most;
        }

        void add(DeliveryRecord delivery) {
            byId.put(delivery.id(), delivery);
            bytes += delivery.weight();
            while (byId.size() > most || bytes > MOST_BYTES && byId.size() > 1) {
                Map.Entry<DeliveryId, DeliveryRecord> oldest = byId.pollFirstEntry();
                bytes -= oldest.getValue().weight();
            }
        }
    }
}
