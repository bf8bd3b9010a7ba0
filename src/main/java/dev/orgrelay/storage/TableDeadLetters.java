package dev.orgrelay.storage;

import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dead letters in a table: one entity each, found by its id, listed in the order of the ids. */
final class TableDeadLetters implements DeadLetters {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final Table table;

    TableDeadLetters(Table table) {
        this.table = table;
    }

    @Override
    public Uni<Void> keep(DeadLetter letter) {
        return table.put(LetterRow.id(letter.id()), LetterRow.write(letter));
    }

    @Override
    public Uni<Page> list(Optional<String> from, int most) {
        boolean isNowhere = from.filter(id -> !isId(id)).isPresent();
        return isNowhere ? Uni.createFrom().item(new Page(List.of(), Optional.empty())) : page(query(from, most));
    }

    @Override
    public Uni<Optional<DeadLetter>> find(String id) {
        return isId(id)
                ? table.get(LetterRow.id(id))
                        .map(row -> row.map(TableEntity::properties).map(LetterRow::read))
                : Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return isId(id) ? table.delete(LetterRow.id(id), "*") : Uni.createFrom().item(false);
    }

    /** The service may answer with an empty page and go on from there. */
    private Uni<Page> page(Map<String, String> query) {
        return table.query(query).flatMap(rows -> {
            if (rows.properties().isEmpty() && !rows.next().isEmpty()) {
                Map<String, String> further = new HashMap<>(query);
                further.putAll(rows.next());
                return page(further);
            }
            List<DeadLetter> letters = rows.properties().stream()
                    .map(LetterRow::readIfPossible)
                    .flatMap(Optional::stream)
                    .toList();
            Optional<String> next = rows.next().isEmpty()
                    ? Optional.empty()
                    : Optional.of(LetterRow.idOf(
                            rows.properties().get(rows.properties().size() - 1)));
            return Uni.createFrom().item(new Page(letters, next));
        });
    }

    /** Where a page begins is the id that the one before ended with: unlike the service's own mark it is safe to take from outside. */
    private static Map<String, String> query(Optional<String> after, int most) {
        String partition = "PartitionKey eq '" + LetterRow.PARTITION + "'";
        return Map.of(
                "$filter",
                after.map(id -> partition + " and RowKey gt '" + id + "'").orElse(partition),
                "$top",
                Integer.toString(most));
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
