package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.message.PercentEncoding;
import dev.orgrelay.organization.Text;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From one page to the next, without leaving the host: the headers of the requests hold a credential for it. */
final class Link {

    private Link() {}

    /**
     * The target of a link that stands in the page at {@code page}. What stands behind its first question mark is sent as it stands, but for what no request can hold.
     *
     * @throws SnapshotException if it is no URL, or one of another scheme, host or port
     */
    static URI from(URI page, String link) throws SnapshotException {
        URI target = target(page, Text.trim(link));
        if (!origin(target).equals(origin(page)) || target.getUserInfo() != null) {
            throw new SnapshotException(
                    "the link to the next page leads to another host, which must not see the headers");
        }
        return target;
    }

    private static URI target(URI page, String link) throws SnapshotException {
        String address = link.substring(0, end(link, '#') < end(link, '?') ? end(link, '#') : link.length());
        String path = address.substring(0, end(address, '?'));
        try {
            URI place = path.isEmpty() ? page : page.resolve(PercentEncoding.sendable(path));
            return path.length() == address.length()
                    ? place
                    : withQuery(place, PercentEncoding.sendable(address.substring(path.length() + 1)));
        } catch (IllegalArgumentException e) {
            throw new SnapshotException("the link to the next page is no URL");
        }
    }

    private static int end(String text, char end) {
        return text.indexOf(end) < 0 ? text.length() : text.indexOf(end);
    }

    /** {@code uri} with this query parameter, which replaces one of its name. */
    static URI withParameter(URI uri, String name, String value) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        Stream<String> others = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !name(parameter).equals(name));
        // names such as $skip are better known unencoded
        String added = PercentEncoding.encode(name).replace("%24", "$") + "=" + PercentEncoding.encode(value);
        return withQuery(uri, Stream.concat(others, Stream.of(added)).collect(Collectors.joining("&")));
    }

    private static String name(String parameter) {
        return URLDecoder.decode(parameter.substring(0, end(parameter, '=')), StandardCharsets.UTF_8);
    }

    private static URI withQuery(URI uri, String query) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + "?" + query);
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":"
                + (uri.getPort() < 0 ? usual : uri.getPort());
    }
}
