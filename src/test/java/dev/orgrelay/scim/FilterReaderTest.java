package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReaderTest {

    private static final Group PILOTS = TestGroups.group("pilots", "Harbour \"Pilots\"", "C0FFEE")
            .with(List.of(new Member("u1", "User"), new Member("g1", "Group")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName eq \"HARBOUR \\\"pilots\\\"\"",
                "DISPLAYNAME Eq \"harbour \\u0022pilots\\\"\"",
                "urn:ietf:params:scim:schemas:core:2.0:Group:displayName sw \"harb\"",
                "externalId eq \"C0FFEE\"",
                "externalId ne \"c0ffee\"",
                "id eq \"pilots\" and (externalId eq \"x\" or displayName co \"pilot\")",
                "id eq \"x\" and id eq \"x\" or id eq \"pilots\"",
                "not (id eq \"x\")",
                "NOT(id eq \"x\") AND id pr",
                "not (urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group:parent pr)",
                "members pr",
                "members eq \"u1\"",
                "members.value eq \"u1\"",
                "members[value eq \"u1\" and type eq \"user\"]",
                "members[type eq \"Group\"] and members[value sw \"g\"]",
                "members.type ew \"oup\"",
                "meta.created eq null",
                "meta.lastModified ge \"2026-01-01T01:00:00+01:00\"",
                "meta.lastModified lt \"2027-01-01T00:00:00Z\"",
                "((((id eq \"pilots\"))))",
            })
    void theGroupIsMeant(String filter) {
        assertThat(FilterReader.read(filter).matches(PILOTS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "displayName eq \"pilots\"",
                "externalId eq \"c0ffee\"",
                "id ne \"pilots\"",
                "members[value eq \"u1\" and type eq \"Group\"]",
                "members.value eq \"U1\"",
                "externalId eq null",
                "meta.created pr",
                "id eq \"pilots\" and not (members pr)",
            })
    void theGroupIsNotMeant(String filter) {
        assertThat(FilterReader.read(filter).matches(PILOTS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "displayName",
                "displayName eq",
                "displayName eq x",
                "displayName eq \"x",
                "displayName eq \"x\\",
                "displayName eq \"x\" and",
                "displayName eq \"x\" \"y\"",
                "(displayName eq \"x\"",
                "displayName eq \"x\")",
                "displayName is \"x\"",
                "userName eq \"x\"",
                "meta eq \"x\"",
                "displayName eq 5",
                "displayName eq true",
                "displayName[value eq \"x\"]",
                "members[user eq \"x\"]",
                "members[value eq \"x\"",
                "not id eq \"x\"",
                "meta.created gt \"yesterday\"",
                "displayName eq \"\\q\"",
            })
    void whatIsNoFilterIsRefused(String filter) {
        assertThatThrownBy(() -> FilterReader.read(filter))
                .isInstanceOfSatisfying(ScimException.class, mistake -> assertThat(mistake.type())
                        .contains(ScimType.INVALID_FILTER));
    }

    @Test
    void depthAndLengthHaveLimits() {
        String deep = "(".repeat(51) + "id pr" + ")".repeat(51);
        String deepest = "(".repeat(50) + "id pr" + ")".repeat(50);
        assertThat(FilterReader.read(deepest).matches(PILOTS)).isTrue();
        assertThatThrownBy(() -> FilterReader.read(deep)).isInstanceOf(ScimException.class);
        assertThatThrownBy(() -> FilterReader.read("id eq \"" + "x".repeat(9_000) + "\""))
                .isInstanceOf(ScimException.class);
    }
}
