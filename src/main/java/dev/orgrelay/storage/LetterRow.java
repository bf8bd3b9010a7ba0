package dev.orgrelay.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetterJson;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A dead letter as an entity: its JSON, spread over as many text properties as it needs, since one takes 32,768 characters. A long message is beside it, in {@link
 * MessageRows}, and only its beginning in the letter itself.
 */
final class LetterRow {

    static final String PARTITION = "dead-letters";

    private static final String MESSAGES = "messages";
    private static final String ROWS = "MessageRows";

    private static final Logger LOG = Logger.getLogger(LetterRow.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PIECE = "Letter";

    /** An entity takes 1 MiB, and a character two bytes. */
    private static final int LONGEST = 500_000;

    private static final int LONGEST_REASON = 1000;

    private LetterRow() {}

    static TableEntity.Id id(String letterId) {
        return new TableEntity.Id(PARTITION, letterId);
    }

    /** Where a part of a letter's message is that is too long for its entity; the first one is 1. */
    static TableEntity.Id messageId(String letterId, int number) {
        return new TableEntity.Id(MESSAGES, letterId + "." + number);
    }

    /** @param messageRows in how many rows its message is */
    static ObjectNode write(DeadLetter letter, int messageRows) {
        String text = text(letter.shortened());
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        Pieces.put(row, PIECE, text);
        return messageRows > 0 ? row.put(ROWS, messageRows) : row;
    }

    /** In how many rows the message of the letter is; 0 if it is in the letter. */
    static int messageRows(JsonNode row) {
        return row.path(ROWS).asInt(0);
    }

    /** Fails with a {@link StorageException} if {@code row} is no dead letter. */
    static DeadLetter read(JsonNode row) {
        try {
            return DeadLetterJson.read(JSON.readTree(Pieces.get(row, PIECE)));
        } catch (JsonProcessingException | InvalidContentException e) {
            throw StorageException.unreadableRow("a row that is no dead letter");
        }
    }

    /** Empty, and one line in the log, if {@code row} is no dead letter: the others are read all the same. */
    static Optional<DeadLetter> readIfPossible(JsonNode row) {
        try {
            return Optional.of(read(row));
        } catch (StorageException e) {
            LOG.warnf("the dead letter %s is left out: %s", idOf(row), e.getMessage());
            return Optional.empty();
        }
    }

    /** The id of the letter, or of what is in its place. */
    static String idOf(JsonNode row) {
        return row.path("RowKey").asText();
    }

    private static String text(DeadLetter letter) {
        String whole = DeadLetterJson.write(letter).toString();
        return whole.length() <= LONGEST
                ? whole
                : DeadLetterJson.write(withoutChange(letter)).toString();
    }

    /** Nothing that IoT Central would take is so long; what is left says so. */
    private static DeadLetter withoutChange(DeadLetter letter) {
        String reason = letter.reason().substring(0, Math.min(letter.reason().length(), LONGEST_REASON));
        return new DeadLetter(
                letter.id(),
                letter.keptAt(),
                letter.outcome(),
                reason + " (it was too long to be kept whole)",
                letter.attempts(),
                letter.provenance(),
                letter.application(),
                letter.organization(),
                Optional.empty(),
                letter.message(),
                letter.support());
    }
}
