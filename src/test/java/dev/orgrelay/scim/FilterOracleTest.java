package dev.orgrelay.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import dev.orgrelay.message.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Another implementation of filters comes to the same, whatever is asked. */
class FilterOracleTest {

    private static final Group GROUP = TestGroups.group("pilots", "Harbour Pilots", "c0ffee")
            .with(List.of(new Member("u1", "User"), new Member("u2", "")));
    private static final JsonNode JSON = Json.read("""
            {"id":"pilots","displayName":"Harbour Pilots","externalId":"c0ffee","members":[{"value":"u1","type":"User"},{"value":"u2"}]}
            """);
    private static final List<String> ATTRIBUTES =
            List.of("id", "displayName", "externalId", "members.value", "members.type");
    private static final List<String> OPERATORS = List.of("eq", "co", "sw", "ew", "pr");
    private static final List<String> VALUES =
            List.of("pilots", "Harbour Pilots", "c0ffee", "u1", "User", "x", "", "o", "Har", "ts");

    private final Random random = new Random(42);

    @Test
    void ofThousandsOfFiltersBothThinkTheSame() throws ScimException {
        for (int i = 0; i < 5_000; i++) {
            String filter = filter(3);
            boolean expected =
                    FilterEvaluator.evaluate(com.unboundid.scim2.common.filters.Filter.fromString(filter), JSON);
            assertThat(FilterReader.read(filter).matches(GROUP)).as(filter).isEqualTo(expected);
        }
    }

    private String filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> "(" + filter(depth - 1) + ") and (" + filter(depth - 1) + ")";
            case 2 -> filter(depth - 1) + " or " + filter(depth - 1);
            case 3 -> "not (" + filter(depth - 1) + ")";
            case 4 -> "members[value eq \"" + any(VALUES) + "\" or type co \"" + any(VALUES) + "\"]";
            case 5 -> filter(0) + " and " + filter(0) + " or " + filter(0);
            default -> comparison();
        };
    }

    private String comparison() {
        String operator = any(OPERATORS);
        return any(ATTRIBUTES) + " " + operator + (operator.equals("pr") ? "" : " \"" + any(VALUES) + "\"");
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
