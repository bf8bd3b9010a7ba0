package dev.orgrelay.intake.hierarchy;

import static dev.orgrelay.intake.hierarchy.JsonRowsTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.plan.Draft.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
                "\uFEFFid,displayName,parent\nusa,USA,\ntexas,Texas,usa\n",
                "id\tdisplayName\tparent\nusa\tUSA\t\ntexas\tTexas\tusa\n",
                "\u00A0id,displayName\u00A0,\u200Bparent\nusa,USA,\ntexas,Texas,usa\n",
                "id;displayName;parent;\nusa;USA;;\ntexas;Texas;usa;\n",
                "id;displayName;parent;;;\nusa;USA;\ntexas;Texas;usa;;\n",
                "id,displayName,parent\nusa\u00A0,\u200BUSA,\u00A0\n texas ,Texas\t,usa \n"
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n;;\n#",
                " ; ;\u00A0\n#",
                "\"\";\"\"\n#",
                "sep=;\n#",
                "SEP=;\r\n#",
                "\"sep=;\"\n#",
                "\uFEFFsep=;\n\n#",
            })
    void whatASpreadsheetWritesBeforeTheHeaderSaysNothing(String before) {
        String csv = before.replace("#", "id;displayName\nusa;a,b\n;\nutah;c\n");

        assertThat(read(csv).mistakes()).isEmpty();
        assertThat(read(csv).rows()).extracting(Row::displayName).containsExactly(Optional.of("a,b"), Optional.of("c"));
        assertThat(read(csv).rows().get(0).position())
                .isEqualTo("line " + (csv.lines().toList().indexOf("usa;a,b") + 1));
    }

    @Test
    void aFileSaysWhichSeparatorItHas() {
        assertThat(read("sep=|\nid|displayName\nusa|a;b,c\n").rows())
                .containsExactly(row("line 3", "usa", "a;b,c", null));
        assertThat(read("sep=\t\nid\tdisplayName\nusa\tUSA\n").rows())
                .containsExactly(row("line 3", "usa", "USA", null));
    }

    @Test
    void somethingBelowAColumnWithoutANameIsAMistake() {
        assertThat(read("id;displayName;\nusa;USA;x\n").mistakes())
                .containsExactly("line 2: it has 3 fields, the header has 2 fields");
    }

    @Test
    void theCharsetStandsInTheMark() {
        String csv = "\uFEFFid;displayName\nkoeln;Köln\n";

        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            assertThat(HierarchyReader.read(csv.getBytes(charset), "text/csv; charset=iso-8859-1", SourceIds.SECOND)
                            .rows())
                    .containsExactly(row("line 2", "koeln", "Köln", null));
        }
    }

    @Test
    void columnsOfSomebodyElseAreNamed() {
        Columns columns = Columns.of("sourceId:DeptNo, displayName : Name ,parentSourceId:Parent:No");
        String csv = "Active;DEPTNO;Name;Parent:No;Head, Deputy\n1;4711;Paint shop;#7;A, B\n1;#7;Plant;;\n";

        assertThat(read(csv, "text/csv", columns).rows())
                .containsExactly(
                        row(
                                "line 2",
                                "4711",
                                "Paint shop",
                                SourceIds.SECOND.organizationId("#7").value()),
                        row("line 3", SourceIds.SECOND.organizationId("#7").value(), "Plant", null));
        assertThat(read(
                                "{'DeptNo':4711,'Name':'Paint','x':[{}]}\n\n{'deptno':8,'Parent:No':4711}",
                                "application/x-ndjson",
                                columns)
                        .rows())
                .containsExactly(
                        row("line 1", "4711", "Paint", null),
                        row("line 3", SourceIds.SECOND.organizationId("8").value(), null, "4711"));
        assertThat(read("[{'DeptNo':4711,'Name':'Paint','Parent:No':null,'x':1}]", "application/json", columns)
                        .rows())
                .containsExactly(row("[0]", "4711", "Paint", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sourceId | columns: 'sourceId': allowed are pairs like sourceId:DeptNo,displayName:Name, each field once: id, sourceId",
                "sourceId: | columns: 'sourceId:': allowed are pairs",
                "DeptNo:sourceId | columns: 'DeptNo:sourceId': allowed are pairs",
                "sourceId:a,sourceId:b | columns: 'sourceId:b': allowed are pairs",
                "`` | columns: '': allowed are pairs",
                "sourceId:Dept,displayName:Name | line 1, the header: the column Name is there twice; there is no column 'Dept', there are DeptNo, Name, Name",
                "sourceId:DeptNo,displayName:Name | line 1, the header: the column Name is there twice",
                "displayName:DeptNo | line 1, the header: a column id or sourceId is needed",
            })
    void columnsThatAreNotThereAreAMistake(String columns, String reason) {
        assertThatThrownBy(() -> read("DeptNo,Name,Name\n1,a,b\n", "text/csv", Columns.of(columns)))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void aColumnThatNoLineHasIsAMistake() {
        Columns columns = Columns.of("sourceId:DeptNo,parentSourceId:Parent");

        assertThatThrownBy(() -> read("{'DeptNo':1}\n{'DeptNo':2}", "application/x-ndjson", columns))
                .hasMessage("columns: no row has 'Parent'");
    }

    @Test
    void eachLineOfJsonIsARow() {
        assertThat(read(
                                "{'id':'usa','displayName':'USA'}\r\n\r\n{'sourceId':7,'parent':'usa'}\n",
                                "application/x-ndjson",
                                Columns.OWN)
                        .rows())
                .containsExactly(
                        row("line 1", "usa", "USA", null),
                        row("line 3", SourceIds.SECOND.organizationId("7").value(), null, "usa"));
        assertThat(read("{'id':'usa'}\n{'id'\n7\n{'idd':1}", "application/jsonl", Columns.OWN)
                        .mistakes())
                .containsExactly(
                        "line 2: unreadable JSON: it ends too early (column 6)",
                        "line 3: a row is an object, not a number",
                        "line 4: 'idd' is no member of a row, did you mean id?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | id,displayNameusa,USA | line 1, the header: 'displayNameusa' is no column",
                "text/csv | id,displayName | the hierarchy is empty",
                "application/x-ndjson | {'id':'usa'}{'id':'utah'} | line 1: unreadable JSON: something follows the document",
            })
    void aFileThatLostItsLinesIsToldHowToSendIt(String contentType, String body, String reason) {
        assertThatThrownBy(() -> read(body, contentType, Columns.OWN))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(reason)
                .hasMessageEndingWith(
                        "; all of it is one line: curl -d takes the ends of lines out, send the file by --data-binary");
    }

    @Test
    void aFileThatCurlCallsAFormIsToldHowToSendIt() {
        assertThatThrownBy(() -> read("id\nusa", "application/x-www-form-urlencoded", Columns.OWN))
                .isInstanceOf(UnsupportedMediaType.class)
                .hasMessage("cannot read 'application/x-www-form-urlencoded', only application/json, text/csv and"
                        + " application/x-ndjson; with curl, say which one with -H 'content-type: text/csv', and send it by"
                        + " --data-binary");
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
    void aMistakeInTheSyntaxNamesItsColumn() {
        assertThat(read("id,displayName\nusa,U\"S\nutah,\"Utah\"x\nohio,\"two\nlines\" \n")
                        .mistakes())
                .containsExactly(
                        "line 2: a quote stands inside a field that does not begin with one (column 6)",
                        "line 3: something follows a closing quote; a quote inside a field is written twice (column 12)",
                        "line 4: something follows a closing quote; a quote inside a field is written twice (line 5, column 7)");
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
                Arguments.of("id|displayName\nusa|USA", "line 1, the header: 'id|displayName' is no column"),
                Arguments.of(
                        "i\u200Bd,displayName\nusa,USA",
                        "line 1, the header: 'i\\u200Bd' is no column, did you mean id?"),
                Arguments.of(",id\n0,usa", "line 1, the header: '' is no column"),
                Arguments.of("id,id\nusa,usa", "line 1, the header: the column id is there twice"),
                Arguments.of("displayName,parent\nUSA,", "line 1, the header: a column id or sourceId is needed"),
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
        assertThatThrownBy(() -> read(HEADER + ",".repeat(size)))
                .hasMessage("the hierarchy is empty, which is never taken for 'delete everything'");
        assertThatThrownBy(() -> read(",".repeat(size))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> read(",".repeat(size) + "id"))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(
                        "line 1, the header: it has 1048577 columns, allowed are id, sourceId, displayName,"
                                + " parent, parentSourceId; all of it is one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/vnd.ms-excel", "csv"})
    void otherMediaTypesAreNotRead(String contentType) {
        assertThatThrownBy(() ->
                        HierarchyReader.read(HEADER.getBytes(StandardCharsets.UTF_8), contentType, SourceIds.SECOND))
                .isInstanceOf(UnsupportedMediaType.class)
                .hasMessage(
                        "cannot read '" + contentType + "', only application/json, text/csv and application/x-ndjson");
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

    private static ReadHierarchy read(String body, String contentType, Columns columns) {
        String text = contentType.equals("text/csv") ? body : body.replace('\'', '"');
        return HierarchyReader.read(text.getBytes(StandardCharsets.UTF_8), contentType, columns, SourceIds.SECOND);
    }
}
