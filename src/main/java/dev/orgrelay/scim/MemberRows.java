package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.StoreException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The members of groups, where the rows of the groups do not hold them: in parts, which are written before the row names them and removed after it does not any
 * more. So a row always names members that are there, whatever ends in between; what is left over then takes room and does no harm.
 */
@Singleton
class MemberRows {

    private static final String MEMBERS = "members";

    /** In characters of JSON: above which a row of members takes no more, and of those that fit into the row of their group. */
    private static final int LARGEST_PART = 20_000;

    private static final int LARGEST_IN_ROW = 8_000;
    private static final int PARTS_AT_HAND = 500;

    private final SharedRows rows;
    private final Map<String, List<String>> atHand = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > PARTS_AT_HAND;
        }
    };

    /**
     * Where the members of a group are: a few in its own row, many in rows of their own, each of which is written once and never changed.
     *
     * @param inRow as {@link Member#kept()} writes them
     * @param parts the keys of those rows, in their order
     */
    record Kept(List<String> inRow, List<String> parts) {

        static final Kept NONE = new Kept(List.of(), List.of());
    }

    MemberRows(Records records) {
        this.rows = new SharedRows(records, "scim-members");
    }

    Uni<List<Member>> read(Kept kept) {
        return parts(kept).map(parts -> Stream.concat(
                        kept.inRow().stream(), parts.values().stream().flatMap(List::stream))
                .map(Member::ofKept)
                .toList());
    }

    /** What stands in rows of their own, by their keys, in their order. */
    private Uni<Map<String, List<String>>> parts(Kept kept) {
        Uni<Map<String, List<String>>> all = Uni.createFrom().item(new LinkedHashMap<>());
        for (String part : kept.parts()) {
            all = all.call(known -> part(part).invoke(texts -> known.put(part, texts)));
        }
        return all;
    }

    private Uni<List<String>> part(String key) {
        synchronized (atHand) {
            List<String> known = atHand.get(key);
            if (known != null) {
                return Uni.createFrom().item(known);
            }
        }
        return rows.find(key)
                .map(row ->
                        GroupRow.texts(row.orElseThrow(() -> gone(key)).value().path(MEMBERS)))
                .invoke(texts -> remember(key, texts));
    }

    /** Whoever has removed it has written the row of the group before, which is read once more then. */
    private static StoreException gone(String key) {
        return new StoreException(Cause.NO_STORAGE, "the members '" + key + "' have just been replaced");
    }

    private void remember(String key, List<String> texts) {
        synchronized (atHand) {
            atHand.put(key, texts);
        }
    }

    /**
     * Keeps {@code members} in place of {@code before}; what has not changed stays where it is.
     *
     * @param group of which the rows are, with its source
     */
    Uni<Kept> keep(String group, Kept before, List<Member> members) {
        List<String> texts = members.stream().map(Member::kept).toList();
        if (size(texts) <= LARGEST_IN_ROW) {
            return Uni.createFrom().item(new Kept(texts, List.of()));
        }
        return parts(before).flatMap(parts -> write(group, parts, texts));
    }

    private Uni<Kept> write(String group, Map<String, List<String>> before, List<String> texts) {
        Set<String> rest = new LinkedHashSet<>(texts);
        List<String> parts = new ArrayList<>();
        before.forEach((key, part) -> {
            if (size(part) > LARGEST_PART && rest.containsAll(part)) {
                parts.add(key);
                part.forEach(rest::remove);
            }
        });
        Uni<Void> written = Uni.createFrom().voidItem();
        for (List<String> chunk : chunks(rest)) {
            String key =
                    Long.toHexString(UUID.randomUUID().getMostSignificantBits()); // short: a row may have to name 800
            parts.add(key);
            written = written.chain(() -> rows.put(key, value(group, chunk), Optional.empty()))
                    .invoke(() -> remember(key, chunk))
                    .replaceWithVoid();
        }
        return written.replaceWith(new Kept(List.of(), List.copyOf(parts)));
    }

    private static List<List<String>> chunks(Set<String> texts) {
        List<List<String>> chunks = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        int size = 0;
        for (String text : texts) {
            if (size > LARGEST_PART) {
                chunks.add(List.copyOf(chunk));
                chunk.clear();
                size = 0;
            }
            chunk.add(text);
            size += size(text);
        }
        chunks.add(List.copyOf(chunk));
        chunks.removeIf(List::isEmpty);
        return chunks;
    }

    /** Removes the rows that {@code before} names and {@code now} does not. */
    Uni<Void> forget(Kept before, Kept now) {
        Uni<Void> removed = Uni.createFrom().voidItem();
        for (String key : before.parts()) {
            if (!now.parts().contains(key)) {
                removed = removed.chain(() -> rows.find(key))
                        .flatMap(row -> row.map(rows.records()::remove)
                                .orElseGet(() -> Uni.createFrom().item(false)))
                        .replaceWithVoid();
            }
        }
        return removed.onFailure().recoverWithNull();
    }

    private static ObjectNode value(String group, List<String> texts) {
        ObjectNode value = JsonNodeFactory.instance.objectNode().put("group", group);
        ArrayNode all = value.putArray(MEMBERS);
        texts.forEach(all::add);
        return value;
    }

    private static int size(List<String> texts) {
        return texts.stream().mapToInt(MemberRows::size).sum();
    }

    /** In JSON, with quotes and a comma; what has to be escaped takes six characters at most. */
    private static int size(String text) {
        int size = 3;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : 1;
        }
        return size;
    }
}
