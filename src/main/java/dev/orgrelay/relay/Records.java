package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Text;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * What has to be remembered for good: rows by kind and key, without a time after which they are forgotten. Instances may share them. Every method fails with a
 * {@link StoreException} if they cannot be reached.
 */
public interface Records {

    /** The most rows on one page. */
    int MOST_ON_A_PAGE = 100;

    /** Keys that begin with a time, in seconds of UTC. */
    Pattern TIMED = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f-]{1,100}");

    /**
     * One row.
     *
     * @param kind what it is about: 1 to 40 of a-z and hyphens
     * @param key which one of its kind: any text up to 300 characters; those that begin like {@code 20270601T000000Z-} can be listed by {@link #between time}
     * @param value a JSON object of at most 30,000 characters
     * @param version changes whenever it is written
     */
    record Row(String kind, String key, ObjectNode value, String version) {

        /** @throws StoreException if there is no such time in it, as another version of Org Relay may have written it */
        public Instant time(String member) {
            try {
                return Instant.parse(value.path(member).asText());
            } catch (DateTimeException e) {
                throw unreadable("has no time '" + member + "'");
            }
        }

        /** @throws StoreException if {@code text}, which it holds, is no id, as another version of Org Relay may have written it */
        public OrganizationId id(String text) {
            if (!OrganizationId.isValid(text)) {
                throw unreadable("holds what is no id, '" + Text.shorten(text) + "'");
            }
            return new OrganizationId(text);
        }

        private StoreException unreadable(String why) {
            return new StoreException(
                    Cause.UNREADABLE,
                    "the record '" + key + "' of kind " + kind + " " + why
                            + ": another version of Org Relay may have written it");
        }
    }

    /**
     * Some rows, in no particular order.
     *
     * @param next where the following page begins; empty on the last one
     */
    record Page(List<Row> rows, Optional<String> next) {

        private static final Logger LOG = Logger.getLogger(Records.class);

        /**
         * The rows as {@code read} understands them. One that it does not is named in the log and left alone.
         *
         * @param read throws a {@link StoreException} for what another version of Org Relay has written
         */
        public <T> List<T> read(Function<Row, T> read) {
            List<T> all = new ArrayList<>(rows.size());
            for (Row row : rows) {
                try {
                    all.add(read.apply(row));
                } catch (StoreException e) {
                    LOG.warnf("%s; it is left alone", e.getMessage());
                }
            }
            return all;
        }
    }

    /** Whether they outlive this process, and other instances have the same ones. */
    boolean areShared();

    /** The row, if there is one. */
    Uni<Optional<Row>> find(String kind, String key);

    /**
     * A page of the rows of a kind.
     *
     * @param from {@link Page#next()} of the page before; empty for the first one
     */
    Uni<Page> list(String kind, Optional<String> from);

    /**
     * A page of the rows of a kind whose keys begin with a time, in the order of their keys.
     *
     * @param after a key, or the beginning of one, behind which they are
     * @param before the same, before which they are
     * @return {@link Page#next()} is the key of the last one, to be used as {@code after} for the following page
     */
    Uni<Page> between(String kind, String after, String before);

    /**
     * Writes a row, if it is still as it was seen.
     *
     * @param seen the version that it replaces; empty if there is to be none yet
     * @return the row as it is now; empty if somebody else has written it meanwhile
     */
    Uni<Optional<Row>> put(String kind, String key, ObjectNode value, Optional<String> seen);

    /** Removes a row; false if it is not there any more in that version. */
    Uni<Boolean> remove(Row row);

    /** In memory: they end with the process. */
    static Records inMemory() {
        return new MemoryRecords();
    }
}
