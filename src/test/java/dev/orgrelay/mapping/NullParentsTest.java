package dev.orgrelay.mapping;

import static dev.orgrelay.mapping.Inputs.one;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it means that the object is null in which the parent would be. */
class NullParentsTest {

    private static final String NULL = "{'unit': {'id': 'u1', 'parent': null}}";
    private static final String ABSENT = "{'unit': {'id': 'u1'}}";
    private static final String THERE = "{'unit': {'id': 'u1', 'parent': {'id': 'p1', 'no': 7}}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'parent': body.unit.parent.id",
                "\"parent\" : body.unit . parent . id",
                "'parent': $u.parent.id",
                "'parent': $$.body.unit.parent.id",
                "'parent': body.unit.`parent`.id",
                "'parent': (body.unit.parent.id)",
                "'parent': $string(body.unit.parent.id)",
                "'parent': $substring(body.unit.parent.id, 0)",
                "'parent': $trim($string(body.unit.parent.id))",
            })
    void nullIsTheTopLevelAndAbsentIsUnchanged(String parent) {
        assertThat(parent(parent, NULL)).isEqualTo("top level");
        assertThat(parent(parent, ABSENT)).isEqualTo("unchanged");
        assertThat(parent(parent, "{'unit': {'parent': {}}}")).isEqualTo("unchanged");
        assertThat(parent(parent, "{'unit': null}")).isEqualTo("unchanged");
        assertThat(parent(parent, THERE)).isEqualTo("p1");
        assertThat(parent(
                        parent.replace("'parent'", "'parentOrganization'")
                                .replace("\"parent\"", "\"parentOrganization\""),
                        NULL))
                .isEqualTo("top level");
    }

    @Test
    void aPrefixDoesNotMakeAParentOfNothing() {
        assertThat(parent("'parent': 'R-' & body.unit.parent.id", NULL)).isEqualTo("top level");
        assertThat(parent("'parent': 'R-' & body.unit.parent.id", THERE)).isEqualTo("R-p1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'parent': body.unit.parent ? body.unit.parent.id | unchanged",
                "'parent': body.unit.parent = null ? 'root' : body.unit.parent.id | root",
                "'parent': body.unit.parent.id ? body.unit.parent.id : null | top level",
                "'parent': body.unit.parent[no = 7].id | unchanged",
                "'parent': body.unit.(parent.id) | unchanged",
                "'parent': $lookup(body.unit.parent, 'id') | unchanged",
                "'parent': body.unit.id | u1",
                "'parent': null | top level",
                "'parent': 'p9' | p9",
            })
    void whoSaysWhatNullMeansIsTakenAtHisWord(String parent, String expected) {
        assertThat(parent(parent, NULL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(body).unit",
                "$lookup(body, 'unit').id",
                "body.unit.($.parent).id",
                "[1, 2].x",
                "{'a': {'b': 'p1'}}.a.b",
                "body.units[0].parent.id",
                "body.unit.parent.id.$string()",
                "body.%.unit.id",
                "body.unit.parent.id",
                "-body.unit.no",
                "body.unit.*.id",
                "body.unit ~> $string",
                "function($x){$x.a.b}(body)",
                "$map(body.list, function($x){$x.a.b})",
                "($x := body.a; $x.b.c)",
                "body.a.b ?: body.c.d",
                "body.a.b ?? 'x'",
                "/* a.b */ body.a /* c */ . b",
            })
    void whateverStandsThereCanBeCompiled(String value) {
        assertThat(Inputs.mapping("{'operation': 'update', 'parent': " + value + ", 'id': body.id}"))
                .isNotNull();
        assertThat(Inputs.mapping("body.{'parent': " + value + "}")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$lookup(body.unit.parent, 'id') | 1",
                "body.units[0].parent.id | 1",
                "body.unit.(parent.id) | 1",
                "body.a.b & body.c.d | 1",
                "body.unit.parent.id | 0",
                "body.unit.parent ? body.unit.parent.id | 0",
                "body.units[0].parent.id ?? null | 0",
                "$lookup(body.unit.parent, 'id') ?: 'root' | 0",
                "$parse(body) | 0",
                "'a.b' | 0",
            })
    void aPathThatDoesNotSayWhatNullMeansIsWarnedOf(String value, int warnings) {
        assertThat(Inputs.mapping("{'operation': 'update',\n  'parent': " + value + ", 'id': body.id}")
                        .warnings())
                .hasSize(warnings)
                .allSatisfy(line -> assertThat(line)
                        .isEqualTo(
                                "line 2, column 3: 'parent' stays as it is if its path leads through null; if null is to"
                                        + " be the top level, say so, as in unit.parent = null ? null : ..."));
    }

    @Test
    void otherFieldsAreNoneOfItsBusiness() {
        MappedFields fields = one(
                "{'operation': 'update', 'id': 'u1', 'displayName': body.unit.parent.id, 'eventId': body.unit.parent.id}",
                NULL);

        assertThat(fields.displayName()).isEmpty();
        assertThat(fields.eventId()).isEmpty();
    }

    private static String parent(String member, String body) {
        ParentField parent = one("($u := body.unit; {'operation': 'update', 'id': 'x', " + member + "})", body)
                .parent();
        return parent.isMentioned() ? parent.reference().map(Reference::value).orElse("top level") : "unchanged";
    }
}
