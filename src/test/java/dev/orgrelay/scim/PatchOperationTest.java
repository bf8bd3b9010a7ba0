package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchOperationTest {

    private static final Group BEFORE =
            TestGroups.group("pilots", "Pilots", "x1").with(List.of(new Member("u1", "User"), new Member("u2", "")));

    /** Operations in single quotes; then name, externalId, parent, members as they are kept. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "{'op':'Replace','path':'displayName','value':'New'} | New/x1/-/U:u1,:u2",
                "{'op':'replace','value':{'id':'pilots','displayName':'New'}} | New/x1/-/U:u1,:u2",
                "{'OP':'ADD','PATH':'DisplayName','VALUE':'New'} | New/x1/-/U:u1,:u2",
                "{'op':'replace','path':'displayName','value':[{'value':'New'}]} | New/x1/-/U:u1,:u2",
                "{'op':'replace','path':'urn:ietf:params:scim:schemas:core:2.0:Group:displayName','value':' New '} | New/x1/-/U:u1,:u2",
                "{'op':'replace','value':{'urn:ietf:params:scim:schemas:core:2.0:Group:displayName':'New'}} | New/x1/-/U:u1,:u2",
                "{'op':'replace','value':{'urn:ietf:params:scim:schemas:core:2.0:Group':{'displayName':'New'}}} | New/x1/-/U:u1,:u2",
                "{'op':'replace','value':{'schemas':['a'],'meta':{'resourceType':'Group'},'DISPLAYNAME':'New'}} | New/x1/-/U:u1,:u2",
                "{'op':'replace','path':'externalId','value':'x2'} | Pilots/x2/-/U:u1,:u2",
                "{'op':'replace','path':'externalId','value':null} | Pilots/-/-/U:u1,:u2",
                "{'op':'remove','path':'externalId'} | Pilots/-/-/U:u1,:u2",
                "{'op':'add','path':'members','value':[{'value':'u3'},{'value':'u1'}]} | Pilots/x1/-/U:u1,:u2,:u3",
                "{'op':'add','path':'members','value':{'value':'u3','type':'group','display':'x'}} | Pilots/x1/-/U:u1,:u2,G:u3",
                "{'op':'add','value':{'members':[{'value':'u3'}]}} | Pilots/x1/-/U:u1,:u2,:u3",
                "{'op':'add','path':'members','value':'[{\\\"value\\\":\\\"u3\\\"}]'} | Pilots/x1/-/U:u1,:u2,:u3",
                "{'op':'add','value':'{\\\"members\\\":[{\\\"value\\\":\\\"u3\\\"}]}'} | Pilots/x1/-/U:u1,:u2,:u3",
                "{'op':'replace','path':'members','value':[{'value':'u3'}]} | Pilots/x1/-/:u3",
                "{'op':'replace','value':{'members':[]}} | Pilots/x1/-/",
                "{'op':'replace','path':'members[value eq \\\"u2\\\"]','value':{'value':'u3'}} | Pilots/x1/-/U:u1,:u3",
                "{'op':'replace','path':'members[value eq \\\"u2\\\"].type','value':'user'} | Pilots/x1/-/U:u1,U:u2",
                "{'op':'remove','path':'members'} | Pilots/x1/-/",
                "{'op':'Remove','path':'members','value':[{'value':'u1'}]} | Pilots/x1/-/:u2",
                "{'op':'remove','path':'members','value':null} | Pilots/x1/-/",
                "{'op':'remove','path':'members[value eq \\\"u1\\\"]'} | Pilots/x1/-/:u2",
                "{'op':'remove','path':'members[value eq \\\"nobody\\\"]'} | Pilots/x1/-/U:u1,:u2",
                "{'op':'remove','path':'members[value eq \\\"u1\\\" or not (type pr)]'} | Pilots/x1/-/",
                "{'op':'add','path':'urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group:parent','value':'Sea'} | Pilots/x1/Sea/U:u1,:u2",
                "{'op':'add','path':'urn:IETF:params:scim:schemas:extension:orgrelay:2.0:Group','value':{'parent':'Sea'}} | Pilots/x1/Sea/U:u1,:u2",
                "{'op':'replace','value':{'urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group':{'parent':'Sea'}}} | Pilots/x1/Sea/U:u1,:u2",
                "{'op':'replace','value':{'urn:ietf:params:scim:schemas:extension:orgrelay:2.0:Group:parent':null}} | Pilots/x1/-/U:u1,:u2",
            })
    void whatIsAskedForIsDone(String operation, String expected) {
        assertThat(shown(patched(operation))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'op':'move','path':'displayName','value':'x'} | INVALID_SYNTAX",
                "{'path':'displayName','value':'x'} | INVALID_SYNTAX",
                "{'op':'replace','path':'nickName','value':'x'} | INVALID_PATH",
                "{'op':'replace','value':{'nickName':'x'}} | INVALID_PATH",
                "{'op':'replace','path':5,'value':'x'} | INVALID_PATH",
                "{'op':'replace','path':'members[','value':'x'} | INVALID_PATH",
                "{'op':'replace','path':'members[user eq \\\"x\\\"]','value':'x'} | INVALID_PATH",
                "{'op':'replace','path':'members[value eq \\\"u1\\\"].nickName','value':'x'} | INVALID_PATH",
                "{'op':'replace','path':'displayName[value eq \\\"u1\\\"]','value':'x'} | INVALID_PATH",
                "{'op':'replace','path':'displayName'} | MUTABILITY",
                "{'op':'remove','path':'displayName'} | MUTABILITY",
                "{'op':'replace','path':'id','value':'other'} | MUTABILITY",
                "{'op':'replace','value':{'id':'other','displayName':'x'}} | MUTABILITY",
                "{'op':'replace','path':'meta.created','value':'2026-01-01T00:00:00Z'} | MUTABILITY",
                "{'op':'replace','path':'members[value eq \\\"u1\\\"].value','value':'x'} | MUTABILITY",
                "{'op':'replace','path':'displayName','value':' '} | INVALID_VALUE",
                "{'op':'replace','path':'displayName','value':5} | INVALID_VALUE",
                "{'op':'replace','path':'displayName','value':{'a':'b'}} | INVALID_VALUE",
                "{'op':'replace','value':'New'} | INVALID_VALUE",
                "{'op':'replace'} | INVALID_VALUE",
                "{'op':'add','path':'members','value':[{'display':'x'}]} | INVALID_VALUE",
                "{'op':'add','path':'members','value':[5]} | INVALID_VALUE",
                "{'op':'add','path':'members','value':'[{'} | INVALID_VALUE",
                "{'op':'add','path':'members','value':{'value':'u','type':'Robot'}} | INVALID_VALUE",
                "{'op':'remove'} | NO_TARGET",
                "{'op':'replace','path':'members[value eq \\\"x\\\"]','value':{'value':'u'}} | NO_TARGET",
                "{'op':'add','path':'members[value eq \\\"x\\\"]','value':{'value':'u'}} | NO_TARGET",
            })
    void whatCannotBeDoneIsAMistakeWithAName(String operation, ScimType type) {
        assertThatThrownBy(() -> patched(operation))
                .isInstanceOfSatisfying(ScimException.class, mistake -> assertThat(mistake.type())
                        .contains(type));
    }

    @Test
    void whereNobodyNamesParentsThereIsNoSuchAttribute() {
        String operation = "{'op':'add','path':'" + Urn.EXTENSION + ":parent','value':'Sea'}";
        GroupDraft draft = GroupDraft.of(BEFORE, false);
        assertThatThrownBy(() -> operations(operation).get(0).carryOut(BEFORE, draft))
                .isInstanceOfSatisfying(ScimException.class, mistake -> assertThat(mistake.type())
                        .contains(ScimType.INVALID_PATH));
    }

    @Test
    void aGroupHasAtMostTenThousandMembers() {
        assertThat(patched(members(9_998)).content().members()).hasSize(10_000);
        assertThatThrownBy(() -> patched(members(9_999)))
                .isInstanceOfSatisfying(ScimException.class, mistake -> assertThat(mistake.type())
                        .contains(ScimType.TOO_MANY));
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{'value':'m" + i + "'}")
                .collect(Collectors.joining(",", "{'op':'add','path':'members','value':[", "]}"));
    }

    private static GroupDraft patched(String operation) {
        GroupDraft draft = GroupDraft.of(BEFORE, true);
        operations(operation).forEach(one -> one.carryOut(BEFORE, draft));
        return draft;
    }

    private static List<PatchOperation> operations(String operation) {
        String body = "{'schemas':['" + Urn.PATCH + "'],'Operations':[" + operation + "]}";
        return PatchOperation.readAll(Json.read(body.replace('\'', '"')));
    }

    private static String shown(GroupDraft draft) {
        GroupDraft.Content content = draft.content();
        return content.displayName() + "/" + content.externalId().orElse("-") + "/"
                + content.parent().orElse("-") + "/"
                + content.members().stream().map(Member::kept).collect(Collectors.joining(","));
    }
}
