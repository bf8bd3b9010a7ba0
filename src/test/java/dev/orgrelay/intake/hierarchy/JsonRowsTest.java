package dev.orgrelay.intake.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.plan.Draft.Row;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {

    @Test
    void anArrayOfRowsThatNameTheirParents() {
        assertThat(rows("""
                [{"id":"washington","displayName":"Washington"},
                 {"id":"seattle","displayName":"Seattle","parent":"washington"},
                 {"id":"texas","displayName":"Texas","parent":null}]
                """).rows())
                .containsExactly(
                        row("[0]", "washington", "Washington", null),
                        row("[1]", "seattle", "Seattle", "washington"),
                        row("[2]", "texas", "Texas", null));
    }

    @Test
    void theAnswerOfAListIsAnArrayToo() {
        assertThat(rows("{\"value\":[{\"id\":\"texas\",\"displayName\":\"Texas\"}]}")
                        .rows())
                .containsExactly(row("value[0]", "texas", "Texas", null));
    }

    @Test
    void idsOfTheSenderBecomeOrganizationIds() {
        assertThat(rows("""
                [{"sourceId":12345678901234567890,"displayName":"Sales"},
                 {"sourceId":"R&D","displayName":"Research","parentSourceId":12345678901234567890}]
                """).rows())
                .containsExactly(
                        row("[0]", "12345678901234567890", "Sales", null),
                        row("[1]", SourceIds.SECOND.organizationId("R&D").value(), "Research", "12345678901234567890"));
    }

    @Test
    void aTree() {
        assertThat(rows("""
                [{"id":"usa","displayName":"USA","children":[
                   {"id":"texas","displayName":"Texas","children":[{"sourceId":"Austin!","displayName":"Austin"}]},
                   {"id":"utah","displayName":"Utah","children":[]}]},
                 {"id":"chile","displayName":"Chile","children":null}]
                """).rows())
                .containsExactly(
                        row("[0]", "usa", "USA", null),
                        row("[0].children[0]", "texas", "Texas", "usa"),
                        row(
                                "[0].children[0].children[0]",
                                SourceIds.SECOND.organizationId("Austin!").value(),
                                "Austin",
                                "texas"),
                        row("[0].children[1]", "utah", "Utah", "usa"),
                        row("[1]", "chile", "Chile", null));
    }

    @Test
    void aSingleRoot() {
        assertThat(
                        rows("{\"id\":\"usa\",\"displayName\":\"USA\",\"children\":[{\"id\":\"utah\",\"displayName\":\"Utah\"}]}")
                                .rows())
                .containsExactly(
                        row("the root", "usa", "USA", null), row("the root.children[0]", "utah", "Utah", "usa"));
    }

    @Test
    void whatIsMissingIsLeftToTheCheckOfTheHierarchy() {
        ReadHierarchy read = rows("[{},{\"displayName\":\"\"},{\"id\":\"\"}]");

        assertThat(read.rows())
                .containsExactly(row("[0]", null, null, null), row("[1]", null, "", null), row("[2]", "", null, null));
        assertThat(read.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"a1","dispalyName":"A"}                            | 'dispalyName' is no member of a row, did you mean displayName?
            {"id":"a1","displayName":"A","ID":"a2"}                  | 'ID' is no member of a row, did you mean id?
            {"id":7,"displayName":"A"}                               | id is a number, allowed is a text
            {"id":true,"displayName":"A"}                            | id is true, allowed is a text
            {"sourceId":1.5,"displayName":"A"}                       | sourceId is a number, allowed is a text or a whole number
            {"sourceId":1e3,"displayName":"A"}                       | sourceId is a number, allowed is a text or a whole number
            {"sourceId":"","displayName":"A"}                        | sourceId: an id must not be empty
            {"id":"a1","displayName":["A"]}                          | displayName is an array, allowed is a text
            {"id":"a1","displayName":"A","parent":{"id":"b1"}}       | parent is an object, allowed is a text
            {"id":"a1","sourceId":"a","displayName":"A"}             | either id or sourceId may be there, not both
            {"id":"a1","displayName":"A","parent":"b","parentSourceId":"b"} | either parent or parentSourceId may be there, not both
            {"id":"a1","displayName":"A","parentSourceId":" "}       | parentSourceId: an id must not be empty
            {"id":"a1","displayName":"A","children":{}}              | children is an object, allowed is an array
            {"displayName":"A","children":[{"id":"b1"}]}             | it has children and no id
            "washington"                                             | a row is an object, not a text
            null                                                     | a row is an object, not null
            [[]]                                                     | a row is an object, not an array
            """)
    void aMistakeNamesItsRow(String element, String mistake) {
        ReadHierarchy read = rows("[{\"id\":\"first\",\"displayName\":\"First\"}," + element + "]");

        assertThat(read.mistakes()).singleElement().asString().startsWith("[1]: " + mistake);
        assertThat(read.rows()).first().isEqualTo(row("[0]", "first", "First", null));
    }

    @Test
    void aChildMustNotNameAnotherParent() {
        assertThat(rows("[{\"id\":\"a1\",\"children\":[{\"id\":\"b1\",\"parent\":\"a1\"}]}]")
                        .mistakes())
                .containsExactly("[0].children[0]: parent must not be there, it is a child already");
    }

    @Test
    void aRowWithAMistakeIsNotCalledIncompleteToo() {
        ReadHierarchy read = rows(
                "[{\"id\":\"a1\",\"name\":\"A\"},{\"name\":\"B\"},{\"id\":\"c1\",\"displayName\":7,\"parent\":\"a1\"}]");

        assertThat(read.mistakes()).hasSize(3);
        assertThat(read.rows()).containsExactly(row("[0]", "a1", "?", null), row("[2]", "c1", "7", "a1"));
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThat(rows("[{\"id\":1},2,{\"x\":3},{\"sourceId\":\"\",\"id\":[]}]")
                        .mistakes())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("[0]", "[1]", "[2]", "[3]", "[3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\t", "\\r\\n", "\\u00a0", "\\u200b", "\\ufeff", "\\u3164", " \\u2060 "})
    void whatNobodySeesAtAnEndIsNoPartOfAnIdOrAName(String invisible) {
        String json = "[{'sourceId':'#4711#','displayName':'#Paint shop#','parentSourceId':'#Plant#'},"
                + "{'id':'#plant#','displayName':'Plant','parent':'#europe#'}]";

        assertThat(rows(json.replace("#", invisible).replace('\'', '"')).rows())
                .containsExactly(
                        row(
                                "[0]",
                                "4711",
                                "Paint shop",
                                SourceIds.SECOND.organizationId("Plant").value()),
                        row("[1]", "plant", "Plant", "europe"));
    }

    @Test
    void halfOfASurrogatePairIsAMistakeWhereItIsPartOfAnId() {
        assertThat(rows("[{\"sourceId\":\"\\ud800\"},{\"id\":\"a1\",\"parentSourceId\":\"x\\udc00\"}]")
                        .mistakes())
                .containsExactly(
                        "[0]: sourceId: an id holds half of a surrogate pair: '\\uD800'",
                        "[1]: parentSourceId: an id holds half of a surrogate pair: 'x\\uDC00'");
    }

    @Test
    void anEndlessListOfMistakesIsCutShort() {
        assertThat(rows(array(9_999, "7")).mistakes()).hasSize(101).last().isEqualTo("and 9899 more mistakes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                     | unreadable JSON: there is nothing
            []                     | the hierarchy is empty
            {"value":[]}           | the hierarchy is empty
            7                      | a hierarchy is a JSON array of rows or a tree, not a number
            "a"                    | a hierarchy is a JSON array of rows or a tree, not a text
            null                   | a hierarchy is a JSON array of rows or a tree, not null
            [{"id":"a1"}           | unreadable JSON: it ends too early
            [{"id":"a1"},          | unreadable JSON: Unexpected end-of-input
            [{"id":"a             | unreadable JSON: it ends too early
            [{"id":"a1","id":"b"}] | unreadable JSON: the key 'id' appears twice
            [{"id":"a1"}] []       | unreadable JSON: something follows the document
            """)
    void whatIsNotWholeIsNotReadAtAll(String json, String reason) {
        assertThatThrownBy(() -> rows(json)).isInstanceOf(Malformed.class).hasMessageStartingWith(reason);
    }

    @Test
    void invalidBytesAreNotReplaced() {
        byte[] latin = "[{\"id\":\"a1\",\"displayName\":\"Köln\"}]".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> HierarchyReader.read(latin, "application/json", SourceIds.SECOND))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("UTF-8");
        assertThat(HierarchyReader.read(latin, "application/json; charset=iso-8859-1", SourceIds.SECOND)
                        .rows())
                .containsExactly(row("[0]", "a1", "Köln", null));
    }

    @Test
    void tenThousandRowsAreEnough() {
        String element = "{\"id\":\"a1\",\"displayName\":\"A\"}";

        assertThat(rows(array(10_000, element)).rows()).hasSize(10_000);
        assertThatThrownBy(() -> rows(array(10_001, element)))
                .isInstanceOf(Malformed.class)
                .hasMessage("a hierarchy may hold 10000 rows, this one has more");
    }

    @Test
    void aTreeOfTenThousandLevelsIsTurnedAway() {
        String json = "{\"id\":\"a1\",\"children\":[".repeat(10_000) + "]}".repeat(10_000);

        assertThatThrownBy(() -> rows(json))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("nested deeper than 64");
    }

    private static String array(int size, String element) {
        return IntStream.range(0, size).mapToObj(i -> element).collect(Collectors.joining(",", "[", "]"));
    }

    private static ReadHierarchy rows(String json) {
        return HierarchyReader.read(json.getBytes(StandardCharsets.UTF_8), "application/json", SourceIds.SECOND);
    }

    static Row row(String position, String id, String displayName, String parent) {
        return new Row(
                position, Optional.ofNullable(id), Optional.ofNullable(displayName), Optional.ofNullable(parent));
    }
}
