package dev.orgrelay.central;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.PercentEncoding;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One page of the API's list.
 *
 * @param next the query that leads to the next one: what stands behind the first question mark of {@code nextLink}, as it stands, but for what no request can
 *     hold. A page token may be encoded once or twice, and only who made it knows. The {@code api-version} stays the configured one: some servers include it,
 *     some clients append it. And as only the query is followed, on the configured URL, a link can never lead the credentials to another host
 */
record OrganizationPage(JsonNode value, Optional<String> next) {

    /** @throws CentralException if {@code answer} is no page of organizations */
    static OrganizationPage read(byte[] answer) {
        JsonNode page = OrganizationJson.parse(answer);
        JsonNode value = page.path("value");
        JsonNode link = page.path("nextLink");
        if (!value.isArray()) {
            throw CentralException.unreadable("a list without 'value'");
        }
        if (!link.isMissingNode() && !link.isNull() && !link.isTextual()) {
            throw CentralException.unreadable("'nextLink' that is no text");
        }
        return new OrganizationPage(
                value,
                Optional.ofNullable(link.textValue())
                        .filter(text -> !text.isBlank())
                        .map(OrganizationPage::query));
    }

    private static String query(String link) {
        String query = link.substring(link.indexOf('?') < 0 ? link.length() : link.indexOf('?') + 1);
        return Arrays.stream(PercentEncoding.sendable(query.strip()).split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isVersion(parameter))
                .collect(Collectors.joining("&"));
    }

    private static boolean isVersion(String parameter) {
        return parameter.toLowerCase(Locale.ROOT).startsWith(OrganizationsApi.API_VERSION + "=");
    }
}
