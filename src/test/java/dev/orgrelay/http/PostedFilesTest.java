package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of other people, handed in as they are. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class PostedFilesTest {

    private static final String EXPORT = "\uFEFFsep=;\r\n\r\nDeptNo;Name;ParentDeptNo;Active;\r\n"
            + "100;Pf-Werk;;J;\r\n200;\"Pf-Lack\"\"iererei\"\"\";100;J;\r\n300;Pf-Alt;100;N;\r\n;;;;\r\n";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aMappingOfTheSourceReadsEachRow() {
        reconcile("source=export", "text/csv", EXPORT).statusCode(200).body("summary.created", equalTo(2));

        assertThat(SandboxControl.organization("100")).contains("Pf-Werk under null");
        assertThat(SandboxControl.organization("200")).contains("Pf-Lack\"iererei\" under 100");
        assertThat(SandboxControl.organization("300")).isEmpty();
        plan("source=export", "application/x-ndjson", "{\"DeptNo\":100,\"Name\":\"Pf-Werk\",\"Active\":\"J\"}\n")
                .statusCode(200)
                .header("X-Plan-Changes", "0");
    }

    @Test
    void namedColumnsAreReadWithoutASource() {
        reconcile("columns=sourceId:DeptNo,displayName:Name,parentSourceId:ParentDeptNo", "text/csv", EXPORT)
                .statusCode(200)
                .body("summary.created", equalTo(3));

        assertThat(SandboxControl.organization("300")).contains("Pf-Alt under 100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source=nobody | text/csv | id | 404 | no source 'nobody' is configured",
                "source=export | text/csv | DeptNo;Name;Active\\n1;;J | 400 | line 2: displayName is missing",
                "source=export | text/csv | DeptNo;Name;DeptNo\\n1;a;J | 400 | line 1, the header: the column DeptNo is there twice",
                "source=export | text/csv | DeptNo;Name\\n1;\"a | 400 | line 2: a quoted field begins here and does not end",
                "source=export | application/x-ndjson | {\\n | 400 | line 1: unreadable JSON: it ends too early",
                "columns=id | text/csv | id | 400 | columns: 'id': allowed are pairs",
                "column=id:x | text/csv | id | 400 | did you mean columns?",
                "source=export | application/x-www-form-urlencoded | id | 415 | send it by --data-binary",
            })
    void whatCannotBeReadIsNamed(String query, String contentType, String body, int status, String detail) {
        plan(query, contentType, body.replace("\\n", "\n")).statusCode(status).body("detail", containsString(detail));
    }

    @Test
    void withoutABodyASourceThatHasNoSnapshotIsToldSo() {
        given().post("/api/plan?source=export")
                .then()
                .statusCode(400)
                .body("detail", containsString("set orgrelay.sources.export.snapshot.url"));
    }

    private static ValidatableResponse plan(String query, String contentType, String body) {
        return file(contentType, body).post("/api/plan?" + query).then();
    }

    private static ValidatableResponse reconcile(String query, String contentType, String body) {
        return file(contentType, body).post("/api/reconcile?" + query).then();
    }

    private static RequestSpecification file(String contentType, String body) {
        return given().config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(contentType, ContentType.BINARY)))
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
