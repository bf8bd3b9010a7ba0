package dev.orgrelay.mapping;

import static dev.orgrelay.mapping.Inputs.evaluate;
import static dev.orgrelay.mapping.Inputs.mapping;
import static dev.orgrelay.mapping.Inputs.one;
import static dev.orgrelay.mapping.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.SourceIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    @Test
    void fieldsAreTakenFromTheMessage() {
        MappedFields fields = one(
                "{'operation': 'upsert', 'id': body.id, 'displayName': body.name, 'parent': body.up,"
                        + " 'occurredAt': body.at, 'eventId': body.event, 'tenant': body.org}",
                "{'id': 106, 'name': 'Sales', 'up': 'Root', 'at': '2026-11-23T10:00:00Z', 'event': 'e1', 'org': 7}");

        assertThat(fields)
                .isEqualTo(new MappedFields(
                        Operation.UPSERT,
                        Optional.of(Reference.bySourceId("106", SourceIds.SECOND)),
                        Optional.of("Sales"),
                        new ParentField(true, Optional.of(Reference.bySourceId("Root", SourceIds.SECOND))),
                        Optional.of(Instant.parse("2026-11-23T10:00:00Z")),
                        Optional.of("e1"),
                        Optional.of("7")));
    }

    @Test
    void theWholeRequestCanBeUsed() {
        assertThat(text(
                        "$join([headers.`x-event`, method, path, query.kind, source.name, source.region, body.a], '|')",
                        "{'a': 'b'}"))
                .isEqualTo("team|POST|Groups/42|department|hr|emea|b");
    }

    @Test
    void aConstantCannotChangeTheNameOfTheSource() {
        Input input = Input.of(MissingNode.getInstance(), "hr", Map.of("name", "other"));

        assertThat(mapping("{'operation': 'ignore', 'displayName': source.name}")
                        .evaluate(input))
                .extracting(MappedFields::displayName)
                .containsExactly(Optional.of("hr"));
    }

    @Test
    void aRequestWithoutBodyCanBeMapped() {
        Input input = new Input(MissingNode.getInstance(), Map.of(), "DELETE", "Groups/42", Map.of(), "hr", Map.of());

        assertThat(mapping("method = 'DELETE' ? {'operation': 'delete', 'id': $split(path, '/')[1]}")
                        .evaluate(input))
                .extracting(MappedFields::organization)
                .containsExactly(Optional.of(Reference.bySourceId("42", SourceIds.SECOND)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"body.missing", "null", "[]", "[null]", "body.list[x=1]", "()"})
    void nothingIsNothing(String expression) {
        assertThat(evaluate(expression, "{'list': []}")).isEmpty();
    }

    @Test
    void aSequenceOfOneIsTheSameAsItsElement() {
        String expression = "body.events.{'operation': 'delete', 'id': id}";

        assertThat(evaluate(expression, "{'events': [{'id': 'a1'}]}")).hasSize(1);
        assertThat(evaluate(expression, "{'events': {'id': 'a1'}}")).hasSize(1);
        assertThat(evaluate("[" + expression + "]", "{'events': [{'id': 'a1'}]}"))
                .hasSize(1);
        assertThat(evaluate(expression, "{'events': [{'id': 'a1'}, {'id': 'a2'}]}"))
                .extracting(fields -> fields.organization().orElseThrow().value())
                .containsExactly("a1", "a2");
    }

    @Test
    void anEmptyArrayInTheMessageIsReadAgainAndAgain() {
        Mapping mapping = mapping("body.list{'operation': 'ignore'}");

        Input input = Inputs.body("{'list': []}");
        assertThat(mapping.evaluate(input)).hasSize(1).isEqualTo(mapping.evaluate(input));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': | at line 1, column 5",
                "body.(a | at line 1, column 7",
                "body ] | at line 1, column 6",
                "'abc | at line 1, column 1",
                "body.¶  'abc | at line 2, column 3",
                "body.{¶  \"a\": id,¶  b¶} | at line 4, column 1",
                "{'a': 1,¶ /* (( */ 'b' 2} | at line 2, column 15",
                "$match(a, /(/) | regular expression",
                "/ | complete expression",
                "{'a' 1} | at line 1, column 6",
                "a b | at line 1, column 3",
            })
    void aSyntaxErrorNamesTheKeyAndThePlace(String expression, String expected) {
        assertThatThrownBy(() -> mapping(expression.replace('¶', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("orgrelay.sources.hr.mapping: ")
                .hasMessageContaining(expected)
                .hasMessageContaining(", at line ")
                .hasMessageContaining("near '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$match(body.a, /[(]/)",
                "$match(body.a, /[^)]+x/)",
                "$match(body.a, /(?:a|[(])x/)",
                "$contains(body.a, /[[]/) ? body.b",
                "$match(body.a, /x[{]/i) & '/'"
            })
    void aBareBracketInACharacterClassIsExplained(String expression) {
        assertThatThrownBy(() -> mapping(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inside [...] brackets need a backslash, [\\(] and not [(]")
                .hasMessageContaining("near '" + expression.substring(0, 10));
    }

    @Test
    void aBracketWithABackslashIsPartOfACharacterClass() {
        assertThat(text("$match(body.a, /[\\(\\[]/)[0].match", "{'a': 'x[('}")).isEqualTo("[");
    }

    @Test
    void anEmptyExpressionIsAnError() {
        assertThatThrownBy(() -> mapping(" \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("orgrelay.sources.hr.mapping: it is empty, a JSONata expression is expected");
    }

    @Test
    void anExpressionAfterABadOneIsNotHarmed() {
        assertThatThrownBy(() -> mapping("{'a': (")).isInstanceOf(IllegalArgumentException.class);

        assertThat(text("'fine'", "{}")).isEqualTo("fine");
    }

    @Test
    void aMistakeInTheEvaluationSaysWhatAndWhere() {
        assertThatThrownBy(() -> evaluate("{'operation': 'ignore', 'displayName': body.name + 1}", "{'name': 'x'}"))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("the mapping cannot be applied to this message: ")
                .hasMessageContaining("The left side of the \"+\" operator must evaluate to a number");
    }

    @Test
    void aFunctionWithTheWrongArgumentIsMalformed() {
        assertThatThrownBy(() -> text("$number('x')", "{}"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("a function was given what it cannot work on");
    }

    @Test
    void evalDoesNotExist() {
        assertThatThrownBy(() -> mapping("$eval(body.code)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("$eval does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$uppercse(body.name) | $uppercse is no function and no variable, did you mean $uppercase?, at line 1, column 1",
                "body.{¶ 'id': $lowerCaes(id)} | $lowerCaes is no function and no variable, did you mean $lowercase?, at line 2, column 8",
                "body.name ~> $trimm | $trimm is no function and no variable, did you mean $trim?, at line 1, column 14",
                "$map(body.a, $strng) | did you mean $string?, at line 1, column 14",
                "($x := 1; $y) | $y is no function and no variable, at line 1, column 11",
                "function($v){$w} | $w is no function",
                "body.a ? $slugify(body.a) | $slugify is no function and no variable, at line 1, column 10",
                "$parent(body.a) | $parent is no function",
            })
    void anUnknownFunctionOrVariableStopsTheStart(String expression, String expected) {
        assertThatThrownBy(() -> mapping(expression.replace('¶', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($x := body.a; $x)",
                "($f := function($v, $i){ $v & $i }; $f(1, 2))",
                "($f := λ($v){ $v }; $f(1))",
                "body.list#$i.{'i': $i}[0].i",
                "body.list@$l.{'l': $l}[0].l",
                "$$.body.a & $.body.a",
                "$parse('1') & $organizationId('a1') & $now() & $millis()",
                "'$nothing' & \"$none\" & /* $never */ 'x'",
                "$contains(body.a, /^$none/) ? 1 : 2",
                "body.`$odd`",
                "10 / 5 / $number('2')",
                "body.a ~> $uppercase ~> $lowercase",
                "$reduce([1..3], function($a, $b){ $a + $b })",
                "$sort([2, 1], function($l, $r){ $l > $r })[0]",
            })
    void whatIsDefinedIsKnown(String expression) {
        assertThat(mapping(expression)).isNotNull();
    }

    @Test
    void aMistakeInTheEvaluationSaysInWhichLine() {
        assertThatThrownBy(() -> evaluate(
                        "{\n  'operation': 'ignore',\n  'displayName': $substring(body.name)\n}", "{'name': {}}"))
                .hasMessage(
                        "the mapping cannot be applied to this message: Argument \"1\" of function \"substring\" does"
                                + " not match function signature, at line 3, column 18 of the mapping");
        assertThatThrownBy(() -> evaluate(
                        "{\n  'operation': 'ignore',\n  'parent': body.up.id,\n  'displayName': $substring(body.name)\n}",
                        "{'name': {}}"))
                .hasMessageEndingWith(", at line 4, column 18 of the mapping");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$number('x')",
                "$toMillis('x')",
                "body ~> |name|{'x': 1}|",
                "$lowercase(body)",
                "$sum('a')",
                "$join(body)",
                "body.name.$zip()"
            })
    void noMistakeNamesAJavaClass(String expression) {
        assertThatThrownBy(() -> text(expression, "{'name': 'x'}"))
                .isInstanceOf(Malformed.class)
                .message()
                .doesNotContain("Object", "Exception", "java", "{{");
    }

    @Test
    void theTimeIsTheTimeOfTheEvaluation() {
        Mapping mapping = mapping("{'operation': 'ignore', 'occurredAt': $millis()}");
        Instant before = Instant.now().minusMillis(1);

        mapping.evaluate(Inputs.body("{}"));
        Instant later = Instant.now().minusMillis(1);
        Instant seen = mapping.evaluate(Inputs.body("{}")).get(0).occurredAt().orElseThrow();

        assertThat(seen).isAfterOrEqualTo(later).isAfterOrEqualTo(before).isBefore(later.plusSeconds(5));
    }

    @Test
    void theMessagesOfADeliveryAreMappedInTheirOrder() {
        List<Input> inputs = IntStream.range(0, 300)
                .mapToObj(i -> Inputs.body("{'id': 'unit-" + i + "'}"))
                .toList();

        List<List<MappedFields>> results =
                mapping("{'operation': 'delete', 'id': body.id}").evaluate(inputs);

        assertThat(results).hasSize(300);
        assertThat(results.get(217).get(0).organization()).contains(Reference.bySourceId("unit-217", SourceIds.SECOND));
    }

    @Test
    void aBadMessageAmongOthersIsNamed() {
        assertThatThrownBy(() -> mapping("{'operation': body.op}")
                        .evaluate(List.of(Inputs.body("{'op': 'ignore'}"), Inputs.body("{'op': 'rename'}"))))
                .isInstanceOf(Malformed.class)
                .hasMessage("message 2 of 2: operation is 'rename', allowed is create, update, delete, upsert, refetch,"
                        + " resync or ignore");
    }

    @Test
    void noMessagesHaveNoResults() {
        assertThat(mapping("{'operation': 'ignore'}").evaluate(List.<Input>of()))
                .isEmpty();
    }

    @Test
    void manyObjectsWithManyMembersAreNotTakenForRecursion() {
        String events = "{'id': 'a1'}" + ",{'id': 'a1'}".repeat(1_999);

        assertThat(evaluate(
                        "body.events.($name := id; {'operation': 'delete', 'id': $name, 'eventId': $name})",
                        "{'events': [" + events + "]}"))
                .hasSize(2_000);
    }
}
