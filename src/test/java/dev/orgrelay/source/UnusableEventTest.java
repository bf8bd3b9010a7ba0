package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.OrganizationEvents;
import dev.orgrelay.message.Deliveries;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusableEventTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "created|{'id':'seattle'}|seattle|data.displayName is missing, a new organization needs one",
                "created|{'id':'seattle','displayName':' '}|seattle|displayName is blank",
                "created|{'id':'seattle','displayName':'\\u200B\\u00A0'}|seattle|displayName is blank",
                "created|{'id':'seattle','displayName':'S\\nT'}|seattle|displayName holds the control character \\u000A",
                "updated|{'id':'seattle','displayName':'\\uD83D'}|seattle|displayName holds half of a surrogate pair",
                "created|{'id':'seattle','displayName':null}|seattle|data.displayName must be text, not null",
                "created|{'id':'seattle','displayName':7}|seattle|data.displayName must be text, not number",
                "created|{'id':'Seattle','displayName':'S'}|Seattle|'Seattle' is not an organization id: 2 to 48",
                "created|{'id':'','displayName':'S'}|``|'' is not an organization id",
                "created|{'id':42,'displayName':'S'}|42|data.id must be text, not number",
                "created|{'id':true,'displayName':'S'}|true|data.id must be text, not boolean",
                "updated|{'id':'seattle','parent':'Washington!'}|seattle|parent 'Washington!' is not an organization id",
                "updated|{'id':'seattle','parent':7}|seattle|data.parent must be text or null, not number",
                "updated|{'id':'seattle','parent':{'id':'washington'}}|seattle|data.parent must be text or null, not object",
                "updated|{'id':'seattle','parent':'seattle'}|seattle|'seattle' cannot be its own parent",
                "updated|{'id':'x'}|x|'x' is not an organization id",
                "upserted|{'id':'seattle','displayName':[],'parent':null}|seattle|data.displayName must be text, not array",
            })
    void whatCannotBecomeAnOrganizationIsUnusable(String type, String data, String organization, String reason) {
        assertUnusable("organization." + type, Optional.empty(), data, Optional.of(organization), reason);
    }

    @Test
    void withoutAnyIdAnEventIsUnusable() {
        String reason = "no id: data.id is missing and subject names none";

        assertUnusable("organization.deleted", Optional.empty(), "", Optional.empty(), reason);
        assertUnusable("organization.deleted", Optional.of("/units/"), "{}", Optional.empty(), reason);
        assertUnusable("organization.created", Optional.empty(), "{'displayName':'S'}", Optional.empty(), reason);
        assertUnusable(
                "organization.deleted",
                Optional.empty(),
                "{'id':null}",
                Optional.empty(),
                "data.id must be text, not null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``|missing", "null|null", "'text'|string", "[]|array", "1|number"})
    void createdAndUpdatedNeedAnObject(String data, String kind) {
        for (String type : new String[] {"organization.created", "organization.updated", "organization.upserted"}) {
            assertUnusable(
                    type,
                    Optional.of("o/seattle"),
                    data,
                    Optional.of("seattle"),
                    "data must be an object, not " + kind);
        }
    }

    @Test
    void aLongIdIsShortenedInTheResult() {
        assertThat(map("organization.deleted", Optional.empty(), "{'id':'" + "A".repeat(5_000) + "'}"))
                .isInstanceOfSatisfying(Mapped.Unusable.class, unusable -> {
                    assertThat(unusable.organization().orElseThrow()).hasSizeLessThan(100);
                    assertThat(unusable.reason()).hasSizeLessThan(200);
                });
    }

    private static void assertUnusable(
            String type, Optional<String> subject, String data, Optional<String> organization, String reason) {
        assertThat(map(type, subject, data)).isInstanceOfSatisfying(Mapped.Unusable.class, unusable -> {
            assertThat(unusable.application()).isEqualTo("plant");
            assertThat(unusable.organization()).isEqualTo(organization);
            assertThat(unusable.reason()).startsWith(reason);
            assertThat(unusable.provenance().eventId()).contains("7f1c");
        });
    }

    private static Mapped map(String type, Optional<String> subject, String data) {
        JsonNode json = data.isEmpty() ? MissingNode.getInstance() : Json.read(data.replace('\'', '"'));
        Event event = new Event("7f1c", "/hr", type, subject, Optional.empty(), MissingNode.getInstance(), () -> json);
        return new OrganizationEvents().map(event, "hr", "plant", Deliveries.NOW);
    }
}
