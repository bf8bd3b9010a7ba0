package dev.orgrelay.intake.hierarchy;

import static dev.orgrelay.intake.hierarchy.JsonRowsTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.organization.SourceIds;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    private static final String HEADER = "id,displayName,parent\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,displayName,parent\nusa,USA,\ntexas,Texas,usa\n",
                "id,displayName,parent\nusa,USA,\ntexas,Texas,usa",
                "id,displayName,parent\r\nusa,USA,\r\ntexas,Texas,usa\r\n",
                "id;displayName;parent\nusa;USA;\ntexas;Texas;usa\n",
                "ID,DISPLAYNAME,Parent\nusa,USA,\ntexas,Texas,usa\n",
                " id , displayName , parent \nusa,USA,\ntexas,Texas,usa\n",
                "\"id\",\"displayName\",\"parent\"\n\"usa\",\"USA\",\"\"\n\"texas\",\"Texas\",\"usa\"\n",
                "\uFEFFid,displayName,parent\nusa,USA,\ntexas,Texas,usa\n"
            })
    void oneHierarchyInManySpellings(String csv) {
        assertThat(read(csv).mistakes()).isEmpty();
        assertThat(read(csv).rows())
                .containsExactly(row("line 2", "usa", "USA", null), row("line 3", "texas", "Texas", "usa"));
    }

    @Test
    void theColumnsStandInAnyOrder() {
        assertThat(read("parent,id,displayName\n,usa,USA\nusa,texas,Texas").rows())
                .containsExactly(row("line 2", "usa", "USA", null), row("line 3", "texas", "Texas", "usa"));
    }

    @Test
    void idsOfTheSenderBecomeOrganizationIds() {
        assertThat(read("sourceId,displayName,parentSourceId\n007,Sales,\nR&D,Research,007")
                        .rows())
                .containsExactly(
                        row("line 2", "007", "Sales", null),
                        row("line 3", SourceIds.SECOND.organizationId("R&D").value(), "Research", "007"));
    }

    @Test
    void quotesHoldSeparatorsQuotesAndLines() {
        assertThat(read(HEADER + "usa,\"a,b\",\nutah,\"say \"\"hi\"\"\",\nohio,\"two\r\nlines\",\niowa,\"\",\n")
                        .rows())
                .containsExactly(
                        row("line 2", "usa", "a,b", null),
                        row("line 3", "utah", "say \"hi\"", null),
                        row("line 4", "ohio", "two\r\nlines", null),
                        row("line 6", "iowa", null, null));
    }

    @Test
    void anOtherSeparatorIsText() {
        assertThat(read("id;displayName\nusa;a,b\n").rows()).containsExactly(row("line 2", "usa", "a,b", null));
        assertThat(read("id,displayName\nusa,a;b\n").rows()).containsExactly(row("line 2", "usa", "a;b", null));
    }

    @Test
    void anEmptyLineSaysNothing() {
        assertThat(read("\n" + HEADER + "\nusa,USA,\r\n\r\n\nutah,Utah,usa\n\n").rows())
                .containsExactly(row("line 4", "usa", "USA", null), row("line 7", "utah", "Utah", "usa"));
    }

    @Test
    void aSingleColumnIsAHierarchyWithoutNames() {
        assertThat(read("id\nusa\n").rows()).containsExactly(row("line 2", "usa", null, null));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("texas,Texas", "it has 2 fields, the header has 3 fields"),
                Arguments.of("texas", "it has 1 field, the header has 3 fields"),
                Arguments.of("texas,Texas,usa,", "it has 4 fields, the header has 3 fields"),
                Arguments.of("texas;Texas;usa", "it has 1 field, the header has 3 fields"),
                Arguments.of("texas,Te\"xas,usa", "a quote stands inside a field that does not begin with one"),
                Arguments.of("texas, \"Texas\",usa", "a quote stands inside a field that does not begin with one"),
                Arguments.of("texas,\"Texas\" ,usa", "something follows a closing quote"),
                Arguments.of("texas,\"Te\"xas\",usa", "something follows a closing quote"),
                Arguments.of("texas,Te\rxas,usa", "a carriage return stands without a line feed"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeNamesItsLineAndTheOthersAreReadOn(String line, String mistake) {
        ReadHierarchy read = read(HEADER + "usa,\"two\nlines\",\n" + line + "\nutah,Utah,usa\n");

        assertThat(read.mistakes()).singleElement().asString().startsWith("line 4: " + mistake);
        assertThat(read.rows()).first().isEqualTo(row("line 2", "usa", "two\nlines", null));
        assertThat(read.rows()).last().isEqualTo(row("line 5", "utah", "Utah", "usa"));
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThat(read("id,sourceId,displayName\na1,A,A\nb\nc\"1,,C\n,,\"D\"D\n")
                        .mistakes())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("line 2", "line 3", "line 4", "line 5");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("", "there is nothing, not even a header row"),
                Arguments.of("\uFEFF", "there is nothing"),
                Arguments.of("\r\n\n", "there is nothing"),
                Arguments.of("id,displayName,parent", "the hierarchy is empty"),
                Arguments.of(HEADER, "the hierarchy is empty"),
                Arguments.of("usa,USA,\nutah,Utah,usa", "line 1, the header: 'usa' is no column"),
                Arguments.of(
                        "id,dispalyName\nusa,USA",
                        "line 1, the header: 'dispalyName' is no column, did you mean displayName?"),
                Arguments.of("id\tdisplayName\nusa\tUSA", "line 1, the header: 'id\uFFFDdisplayName' is no column"),
                Arguments.of("id,id\nusa,usa", "line 1, the header: the column id is there twice"),
                Arguments.of("displayName,parent\nUSA,", "line 1, the header: a column id or sourceId is needed"),
                Arguments.of("id,\nusa,", "line 1, the header: '' is no column"),
                Arguments.of("i\"d,parent\nusa,", "line 1, the header: a quote stands inside a field"),
                Arguments.of("\"id,displayName\nusa,USA", "line 1: a quoted field begins here and does not end"),
                Arguments.of(
                        HEADER + "usa,USA,\nutah,\"Utah,usa\n", "line 3: a quoted field begins here and does not end"),
                Arguments.of(HEADER + "usa,\"USA\"\"", "line 2: a quoted field begins here and does not end"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatIsNotWholeIsNotReadAtAll(String csv, String reason) {
        assertThatThrownBy(() -> read(csv)).isInstanceOf(Malformed.class).hasMessageStartingWith(reason);
    }

    @Test
    void invalidBytesAreNotReplaced() {
        byte[] latin = (HEADER + "koeln,Köln,").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> HierarchyReader.read(latin, "text/csv", SourceIds.SECOND))
                .isInstanceOf(Malformed.class)
                .hasMessage("unreadable CSV: the bytes are not valid UTF-8;"
                        + " save it as UTF-8, or name its charset in Content-Type");
        assertThat(HierarchyReader.read(latin, "text/csv; charset=iso-8859-1", SourceIds.SECOND)
                        .rows())
                .containsExactly(row("line 2", "koeln", "Köln", null));
        assertThatThrownBy(() ->
                        HierarchyReader.read(HEADER.getBytes(StandardCharsets.UTF_16LE), "text/csv", SourceIds.SECOND))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void tenThousandRowsAreEnough() {
        assertThat(read(HEADER + "usa,USA,\n".repeat(10_000)).rows()).hasSize(10_000);
        assertThatThrownBy(() -> read(HEADER + "usa,USA,\n".repeat(10_001)))
                .isInstanceOf(Malformed.class)
                .hasMessage("a hierarchy may hold 10000 rows, this one has more");
    }

    @Test
    void aMebibyteOfQuotesOrSeparatorsIsReadInOneGo() {
        int size = 1 << 20;
        assertThatThrownBy(() -> read("\"".repeat(size))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> read("\"".repeat(size - 1))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> read("\"\n".repeat(size / 2))).isInstanceOf(Malformed.class);
        assertThat(read(HEADER + "usa,\"" + "\"\"".repeat(size / 2) + "\",").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.displayName().orElse("")).hasSize(size / 2));
        assertThat(read(HEADER + ",".repeat(size)).mistakes()).hasSize(1);
        assertThatThrownBy(() -> read(",".repeat(size)))
                .isInstanceOf(Malformed.class)
                .hasMessage("line 1, the header: it has 1048577 columns, allowed are id, sourceId, displayName, parent,"
                        + " parentSourceId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/vnd.ms-excel",
                "csv"
            })
    void otherMediaTypesAreNotRead(String contentType) {
        assertThatThrownBy(() ->
                        HierarchyReader.read(HEADER.getBytes(StandardCharsets.UTF_8), contentType, SourceIds.SECOND))
                .isInstanceOf(UnsupportedMediaType.class)
                .hasMessage("cannot read '" + contentType + "', only application/json and text/csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "TEXT/CSV; Charset=\"UTF-8\"", "text/csv; header=present"})
    void csvIsDeclaredInManyWays(String contentType) {
        assertThat(HierarchyReader.read("id\nusa".getBytes(StandardCharsets.UTF_8), contentType, SourceIds.SECOND)
                        .rows())
                .hasSize(1);
    }

    @Test
    void withoutAMediaTypeItIsTakenForJson() {
        byte[] json = "[{\"id\":\"usa\"}]".getBytes(StandardCharsets.UTF_8);

        assertThat(HierarchyReader.read(json, null, SourceIds.SECOND).rows()).hasSize(1);
        assertThat(HierarchyReader.read(json, " ", SourceIds.SECOND).rows()).hasSize(1);
    }

    private static ReadHierarchy read(String csv) {
        return HierarchyReader.read(csv.getBytes(StandardCharsets.UTF_8), "text/csv", SourceIds.SECOND);
    }
}
