package dev.orgrelay.central;

import dev.orgrelay.organization.OrganizationId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Where the organizations of one application are: at {@code /api/organizations} below its URL, in the version of the API that is spoken. */
final class OrganizationUrls {

    private static final String PATH = "/api/organizations";

    private final String collection;
    private final String version;

    /**
     * @param application URL of the application, without a query
     * @param apiVersion as the vendor writes it
     */
    OrganizationUrls(String application, String apiVersion) {
        this.collection = application.replaceFirst("/+$", "") + PATH;
        this.version = "?" + NextPage.API_VERSION + "=" + encode(apiVersion);
    }

    /** All organizations, from {@code page} on. */
    URI all(NextPage page) {
        return URI.create(collection
                + version
                + page.query().entrySet().stream()
                        .map(parameter -> "&" + encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining()));
    }

    /** One organization. An id is made of what needs no escape. */
    URI of(OrganizationId id) {
        return URI.create(collection + "/" + id.value() + version);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
