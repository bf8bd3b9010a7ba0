package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.LedgerKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

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
                "{'LeaseId':'1','LeaseUntil':'tomorrow'}"
            })
    void aRowThatIsNoEntryIsUnreadable(String json) throws Exception {
        JsonNode row = new com.fasterxml.jackson.databind.ObjectMapper().readTree(json.replace('\'', '"'));
        assertThatThrownBy(() -> LedgerRow.read(row))
                .isInstanceOf(StorageException.class)
                .hasMessage("Azure Storage answered with a row that is no entry of the ledger");
    }

    @Test
    void aLongDeadLetterIsSpreadOverSeveralPropertiesAndReadAsOne() {
        String message = "€\uD83D\uDE00\u0001".repeat(20_000);
        DeadLetter letter = letter(Optional.of(message));

        ObjectNode row = LetterRow.write(letter);

        assertThat(row.size()).isGreaterThan(2);
        row.forEach(piece -> assertThat(piece.asText().length()).isLessThanOrEqualTo(32_000));
        row.forEach(piece -> assertThat(Character.isHighSurrogate(
                        piece.asText().charAt(piece.asText().length() - 1)))
                .isFalse());
        assertThat(LetterRow.read(row)).isEqualTo(letter);
    }

    @Test
    void whatIsTooLongForAnEntityIsKeptWithoutWhatMakesItLong() {
        DeadLetter kept = LetterRow.read(LetterRow.write(letter(Optional.of("x".repeat(600_000)))));

        assertThat(kept.id()).isEqualTo(letter(Optional.empty()).id());
        assertThat(kept.reason()).isEqualTo("no such place (it was too long to be kept whole)");
        assertThat(kept.message()).isEmpty();
        assertThat(kept.change()).isEmpty();
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

    private static DeadLetter letter(Optional<String> message) {
        DeadLetter letter = DeadLetter.of(Changes.create("seattle", "Seattle", null, 1), "no such place", Changes.HOUR);
        return new DeadLetter(
                letter.id(),
                letter.keptAt(),
                letter.outcome(),
                letter.reason(),
                letter.attempts(),
                letter.provenance(),
                letter.application(),
                letter.organization(),
                letter.change(),
                message);
    }
}
