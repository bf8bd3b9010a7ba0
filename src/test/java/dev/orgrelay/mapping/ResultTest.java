package dev.orgrelay.mapping;

import static dev.orgrelay.mapping.Inputs.evaluate;
import static dev.orgrelay.mapping.Inputs.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "5 | a mapping results in nothing, an object or an array of objects, not in 5",
                "'x' | a mapping results in nothing, an object or an array of objects, not in 'x'",
                "true | a mapping results in nothing, an object or an array of objects, not in true",
                "$sum | a mapping results in nothing, an object or an array of objects, not in a function",
                "[1, 2] | result 1 of 2: it must be an object, not 1",
                "[{'operation': 'ignore'}, [[{}]]] | result 2 of 2: it must be an object, not an array",
                "{} | operation is missing, allowed is create, update, delete, upsert, refetch, resync or ignore",
                "{'operation': 'Create'} | operation is 'Create', allowed is create,",
                "{'operation': 1} | operation is 1, allowed is create,",
                "{'operation': null} | operation is null, allowed is create,",
                "{'operation': 'ignore', 'nmae': 'x'} | 'nmae' is no field of a mapping, allowed are operation, id,",
                "{'operation': 'ignore', 'displayName': 5} | displayName is 5, allowed is text",
                "{'operation': 'ignore', 'displayName': ['a', 'b']} | displayName is an array, allowed is text",
                "{'operation': 'ignore', 'id': true} | id is true, allowed is text or a number",
                "{'operation': 'ignore', 'id': {}} | id is an object, allowed is text or a number",
                "{'operation': 'ignore', 'id': $sum} | id is a function, allowed is text or a number",
                "{'operation': 'ignore', 'organization': 5} | organization is 5, allowed is text",
                "{'operation': 'ignore', 'parentOrganization': 5} | parentOrganization is 5, allowed is text",
                "{'operation': 'ignore', 'parent': ['a', 'b']} | parent is an array, allowed is text or a number",
                "{'operation': 'ignore', 'tenant': false} | tenant is false, allowed is text or a number",
                "{'operation': 'ignore', 'eventId': {}} | eventId is an object, allowed is text or a number",
                "{'operation': 'ignore', 'occurredAt': 'today'} | occurredAt is 'today', allowed is an ISO 8601 time",
                "{'operation': 'ignore', 'occurredAt': true} | occurredAt is true, allowed is an ISO 8601 time",
                "{'operation': 'ignore', 'id': 'a', 'organization': 'b'} | either id or organization may be there, not both",
                "{'operation': 'ignore', 'parent': 'a', 'parentOrganization': 'b'} | either parent or parentOrganization may be there, not both",
                "{'operation': 'ignore', 'id': '\\ud83d'} | id holds half of a surrogate pair",
            })
    void whatIsNoResultIsNamed(String expression, String message) {
        assertThatThrownBy(() -> evaluate(expression, "{}"))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(message)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void nullIsAbsent() {
        MappedFields fields = one(
                "{'operation': 'ignore', 'id': body.x, 'displayName': body.x, 'occurredAt': body.x, 'eventId': body.x,"
                        + " 'tenant': body.x}",
                "{'x': null}");

        assertThat(fields.organization()).isEmpty();
        assertThat(fields.displayName()).isEmpty();
        assertThat(fields.occurredAt()).isEmpty();
        assertThat(fields.eventId()).isEmpty();
        assertThat(fields.tenant()).isEmpty();
        assertThat(fields.parent()).isEqualTo(new ParentField(false, Optional.empty()));
    }

    @Test
    void aParentOfNullIsTheTopLevelAndAnAbsentOneSaysNothing() {
        String expression = "{'operation': 'ignore', 'parent': body.parent}";

        assertThat(one(expression, "{'parent': null}").parent()).isEqualTo(new ParentField(true, Optional.empty()));
        assertThat(one(expression, "{}").parent()).isEqualTo(new ParentField(false, Optional.empty()));
        assertThat(one("{'operation': 'ignore', 'parentOrganization': null}", "{}")
                        .parent())
                .isEqualTo(new ParentField(true, Optional.empty()));
    }

    @Test
    void organizationsCanBeNamedExactly() {
        MappedFields fields =
                one("{'operation': 'ignore', 'organization': 'seattle', 'parentOrganization': 'washington'}", "{}");

        assertThat(fields.organization()).contains(Reference.exactly("seattle"));
        assertThat(fields.parent().reference()).contains(Reference.exactly("washington"));
    }

    @Test
    void longTextsAreTurnedAway() {
        String body = "{'name': '" + "x".repeat(1_001) + "'}";

        assertThatThrownBy(() -> evaluate("{'operation': 'ignore', 'displayName': body.name}", body))
                .isInstanceOf(Malformed.class)
                .hasMessage("displayName has 1001 characters, allowed are 1000");
    }

    @Test
    void tooManyResultsAreTurnedAway() {
        assertThat(evaluate("[1..5000].{'operation': 'ignore'}", "{}")).hasSize(5_000);
        assertThatThrownBy(() -> evaluate("[1..5001].{'operation': 'ignore'}", "{}"))
                .isInstanceOf(Malformed.class)
                .hasMessage("the mapping makes more than 5000 changes of one delivery");
    }
}
