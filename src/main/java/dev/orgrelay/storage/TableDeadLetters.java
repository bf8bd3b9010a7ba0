package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Original;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Dead letters in a table: one entity each, found by its id, listed in the order of the ids. */
record TableDeadLetters(Table table) implements DeadLetters {

    private static final Logger LOG = Logger.getLogger(TableDeadLetters.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    /** How many answers of the service one page is made of, where the filter wants few letters. */
    private static final int MOST_ANSWERS = 20;

    @Override
    public Uni<Void> keep(DeadLetter letter) {
        return find(letter.id())
                .onFailure(StorageException::isOfOneRow)
                .recoverWithItem(Optional.empty())
                .flatMap(earlier -> put(earlier.map(letter::inPlaceOf).orElse(letter)));
    }

    /** The letter itself comes last, so that its message is whole once it can be found. */
    private Uni<Void> put(DeadLetter letter) {
        List<ObjectNode> rows = letter.shortened() == letter
                ? List.of()
                : letter.message().map(Original::text).map(MessageRows::write).orElse(List.of());
        return Multi.createFrom()
                .range(0, rows.size())
                .onItem()
                .transformToUniAndConcatenate(
                        number -> table.put(LetterRow.messageId(letter.id(), number + 1), rows.get(number)))
                .onItem()
                .ignoreAsUni()
                .flatMap(written -> table.put(LetterRow.id(letter.id()), LetterRow.write(letter, rows.size())));
    }

    @Override
    public Uni<Page> list(Filter filter, Optional<String> from, int most) {
        boolean isNowhere = from.filter(id -> !isId(id)).isPresent();
        return isNowhere
                ? Uni.createFrom().item(new Page(List.of(), Optional.empty()))
                : new Listing(filter, from, most).page();
    }

    @Override
    public Uni<Optional<DeadLetter>> find(String id) {
        return isId(id)
                ? table.get(LetterRow.id(id))
                        .flatMap(row -> row.map(found -> whole(LetterRow.read(found.properties()), found.properties())
                                        .map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                : Uni.createFrom().item(Optional.empty());
    }

    /** Without all of its message rather than not at all. */
    private Uni<DeadLetter> whole(DeadLetter letter, JsonNode row) {
        List<Uni<Optional<TableEntity>>> rows = IntStream.rangeClosed(1, LetterRow.messageRows(row))
                .mapToObj(number -> table.get(LetterRow.messageId(letter.id(), number)))
                .toList();
        if (rows.isEmpty()) {
            return Uni.createFrom().item(letter);
        }
        return Uni.join()
                .all(rows)
                .andFailFast()
                .map(found -> MessageRows.read(found.stream()
                        .flatMap(Optional::stream)
                        .map(TableEntity::properties)
                        .toList()))
                .map(text -> letter.with(letter.message().orElseThrow().with(text)))
                .onFailure(StorageException::isOfOneRow)
                .recoverWithItem(failure -> {
                    LOG.warnf("the dead letter %s is shown without the end: %s", letter.id(), failure.getMessage());
                    return letter;
                });
    }

    @Override
    public Uni<Stock> stock() {
        return list(Optional.empty(), MOST_ON_A_PAGE)
                .map(page -> new Stock(page.letters().size(), 0));
    }

    @Override
    public Uni<Boolean> remove(String id) {
        if (!isId(id)) {
            return Uni.createFrom().item(false);
        }
        return table.delete(LetterRow.id(id), "*")
                .call(isGone -> isGone ? removeMessage(id, 1) : Uni.createFrom().voidItem());
    }

    /** What is left if that fails is found by nobody. */
    private Uni<Void> removeMessage(String id, int number) {
        return table.delete(LetterRow.messageId(id, number), "*")
                .onFailure()
                .recoverWithItem(false)
                .flatMap(isGone -> isGone
                        ? removeMessage(id, number + 1)
                        : Uni.createFrom().voidItem());
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** One page on its way. Where it begins is the id that the one before ended with: unlike the service's own mark it is safe to take from outside. */
    private final class Listing {

        private final Filter filter;
        private final int most;
        private final Map<String, String> query = new HashMap<>();
        private final List<DeadLetter> found = new ArrayList<>();
        private Optional<String> last;

        Listing(Filter filter, Optional<String> after, int most) {
            this.filter = filter;
            this.most = most;
            this.last = after;
            String partition = "PartitionKey eq '" + LetterRow.PARTITION + "'";
            query.put(
                    "$filter",
                    after.map(id -> partition + " and RowKey gt '" + id + "'").orElse(partition));
            query.put("$top", Integer.toString(filter.equals(Filter.ALL) ? most : MOST_ON_A_PAGE));
        }

        Uni<Page> page() {
            return page(MOST_ANSWERS);
        }

        /** The service may answer with an empty page and go on from there. */
        private Uni<Page> page(int answers) {
            return table.query(query).flatMap(rows -> {
                boolean isCut = take(rows.properties());
                boolean isOver = rows.next().isEmpty() && !isCut;
                if (isOver || found.size() == most || answers <= 1 && last.isPresent()) {
                    return Uni.createFrom().item(new Page(found, isOver ? Optional.empty() : last));
                }
                query.putAll(rows.next());
                return page(answers - 1);
            });
        }

        /** Whether some were left because the page is full. */
        private boolean take(List<JsonNode> rows) {
            for (JsonNode row : rows) {
                if (found.size() == most) {
                    return true;
                }
                last = Optional.of(LetterRow.idOf(row));
                LetterRow.readIfPossible(row).filter(filter::matches).ifPresent(found::add);
            }
            return false;
        }
    }
}
