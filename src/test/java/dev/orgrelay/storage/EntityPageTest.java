package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Original;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.Mark;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityPageTest {

    @Test
    void anApplicationsNameBecomesAKeyAndDifferentNamesStayDifferent() {
        assertThat(partition("default")).isEqualTo("default");
        assertThat(partition("emea.contoso-2")).isEqualTo("emea.contoso-2");
        assertThat(partition("a/b")).isEqualTo("a_002fb");
        assertThat(partition("a_b")).isEqualTo("a_005fb");
        assertThat(partition("ü?")).isEqualTo("_00fc_003f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'DeletedAt':'yesterday'}",
                "{'Events':'AAAA'}",
                "{'Events':17}",
                "{'Events':'no base64!'}",
                "{'LeaseId':'1','LeaseUntil':'tomorrow'}",
                "{'Format':2,'DisplayName':'{}'}",
                "{'Format':2,'Parent':'yesterday'}",
                "{'Format':2,'Lease':'{\"id\":\"1\"}'}",
                "{'Format':2,'Open':'[{\"at\":\"2026-11-23T10:00:00Z\",\"values\":{\"COLOUR\":\"1\"}}]'}",
                "{'Format':2,'Waiting':'{\"at\":\"2026-11-23T10:00:00Z\",\"parent\":\"No Id\"}'}",
                "{'Format':2,'Silence':'soon'}"
            })
    void aRowThatIsNoEntryIsUnreadable(String json) throws Exception {
        JsonNode row = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(json.replace("\"", "\\\"").replace('\'', '"'));
        assertThatThrownBy(() -> LedgerRow.read(row, Changes.HOUR))
                .isInstanceOf(StorageException.class)
                .hasMessage("Azure Storage holds a row that is no entry of the ledger");
    }

    @Test
    void aRowOfALaterFormatIsNotGuessedAt() {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("Format", 3);

        assertThatThrownBy(() -> LedgerRow.read(row, Changes.HOUR))
                .hasMessage("Azure Storage holds an entry of the ledger that a newer version of Org Relay has written");
    }

    @Test
    void aRowOfTheFirstFormatIsRead() {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("DisplayNameAt", "2026-11-23T09:00:00Z")
                .put("ParentAt", "2026-11-24T09:00:00Z")
                .put("DeletedAt", "")
                .put("Events", new byte[12])
                .put("LeaseId", "a/1")
                .put("LeaseUntil", "2026-11-23T10:00:30Z")
                .put("IntendedDisplayNameAt", "2026-11-23T09:30:00Z")
                .put("IntendedParentAt", "")
                .put("IntendedDeletedAt", "");

        LedgerEntry held = LedgerRow.read(row, Changes.HOUR);
        assertThat(held.isLeased(Changes.HOUR)).isTrue();
        assertThat(held.history().displayName().at()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(held.history().parent().at()).as("what lies ahead is now").isEqualTo(Changes.HOUR);
        assertThat(held.history().deleted()).isEqualTo(Mark.NONE);

        LedgerEntry lost = LedgerRow.read(row, Changes.HOUR.plusSeconds(30));
        assertThat(lost.lease()).isEmpty();
        assertThat(lost.history().displayName().at())
                .as("what its holder intended, as that version took it")
                .isEqualTo("2026-11-23T09:30:00Z");
    }

    @Test
    void aLongDeadLetterIsSpreadOverSeveralPropertiesAndReadAsOne() {
        DeadLetter letter = letter("€\uD83D\uDE00\\".repeat(20_000), Optional.of("short"));

        ObjectNode row = LetterRow.write(letter, 0);

        assertThat(row.size()).isGreaterThan(2);
        row.forEach(piece -> assertThat(piece.asText().length()).isLessThanOrEqualTo(32_000));
        row.forEach(piece -> assertThat(Character.isHighSurrogate(
                        piece.asText().charAt(piece.asText().length() - 1)))
                .isFalse());
        assertThat(LetterRow.read(row)).isEqualTo(letter);
    }

    @Test
    void whatIsTooLongForAnEntityIsKeptWithoutWhatMakesItLong() {
        DeadLetter kept = LetterRow.read(LetterRow.write(letter("x".repeat(600_000), Optional.of("message")), 0));

        assertThat(kept.reason()).isEqualTo("no such place (it was too long to be kept whole)");
        assertThat(kept.change()).isEmpty();
        assertThat(kept.message()).as("it can be read again").contains(new Original("message"));
    }

    @Test
    void aMessageIsReadFromItsRowsOrNotAtAll() {
        String text = new Random(7)
                .ints(1_500_000, ' ', 0xD7FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        List<ObjectNode> rows = MessageRows.write(text);

        assertThat(rows).hasSizeGreaterThan(1).isEqualTo(MessageRows.write(text));
        assertThat(rows).allSatisfy(row -> assertThat(row.size()).isLessThanOrEqualTo(20));
        assertThat(MessageRows.read(List.copyOf(rows))).isEqualTo(text);
        assertThatThrownBy(() -> MessageRows.read(List.of(rows.get(0)))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> MessageRows.read(List.of())).isInstanceOf(StorageException.class);
    }

    @Test
    void aRowThatIsNoDeadLetterIsUnreadable() {
        assertThatThrownBy(() ->
                        LetterRow.read(JsonNodeFactory.instance.objectNode().put("Letter0", "{")))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> LetterRow.read(JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(StorageException.class);
    }

    private static String partition(String application) {
        return LedgerRow.id(new LedgerKey(application, new OrganizationId("seattle")))
                .partition();
    }

    private static DeadLetter letter(String name, Optional<String> message) {
        DeadLetter letter = DeadLetter.of(Changes.create("seattle", name, null, 1), "no such place", Changes.HOUR);
        return message.map(Original::new).map(letter::with).orElse(letter);
    }
}
