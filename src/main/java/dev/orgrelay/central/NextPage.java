package dev.orgrelay.central;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a list goes on: the query of a {@code nextLink}.
 *
 * <p>Only the query is followed, on the configured URL. A link can therefore never lead the credentials to another host, and an application that
 * names itself differently in its links than in the configuration works all the same. The {@code api-version} stays the configured one; some
 * clients append it, some servers include it.
 */
record NextPage(Map<String, String> query) {

    /** @throws CentralException if {@code link} is not a URL */
    static NextPage of(String link) {
        try {
            return new NextPage(query(new URI(link).getRawQuery()));
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw CentralException.unreadable("a nextLink that is not a URL");
        }
    }

    /** Its query below the URL of the application. */
    URI at(String application, String apiVersion) {
        return URI.create(application
                + query.entrySet().stream()
                        .map(parameter -> "&" + encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining(
                                "", "?" + OrganizationsApi.API_VERSION + "=" + encode(apiVersion), "")));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty() && !name.equals(OrganizationsApi.API_VERSION)) {
                query.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** A plus sign in a query stands for itself (RFC 3986, 3.4), and page tokens are often base64. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
