package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that this program calls: http or https, with a host, without a user and a fragment. Credentials go into headers, where nobody shows them.
 *
 * @param uri the URL as it is called
 */
public record OutboundUrl(URI uri) {

    /** What to say where {@link #isProtected()} is false and no setting allows that. */
    public static final String ONLY_PROTECTED =
            "allowed is https, or http to this machine; in plain http anybody on the"
                    + " way reads keys and tokens, and dangerous-plain-http=true beside it allows that";

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1]", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_USER = Pattern.compile("([A-Za-z]+://)?[^/?#]*(@[^@/?#]*).*", Pattern.DOTALL);
    private static final Pattern PERHAPS_WITH_USER = Pattern.compile("([A-Za-z]+://)?.*@.*", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

    /** Empty if {@code text} is no such URL. */
    public static Optional<OutboundUrl> of(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean isOne = uri.getHost() != null
                    && SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            return isOne ? Optional.of(new OutboundUrl(uri)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * The URL without a query that a setting holds; what is wrong becomes a mistake.
     *
     * @param mayBePlain whether {@code dangerous-plain-http} allows plain http
     * @param allowed what to say where it is none
     */
    public static Optional<OutboundUrl> read(
            String setting, String text, boolean mayBePlain, String allowed, Mistakes mistakes) {
        Optional<OutboundUrl> url = of(text).filter(parsed -> !parsed.hasQuery());
        mistakes.require(url.isPresent(), setting, shown(text), allowed);
        url.ifPresent(parsed -> parsed.requireProtected(setting, mayBePlain, mistakes));
        return url;
    }

    /** Adds a mistake if it is not {@link #isProtected() protected} and need be. */
    public void requireProtected(String setting, boolean mayBePlain, Mistakes mistakes) {
        mistakes.require(mayBePlain || isProtected(), setting, this, ONLY_PROTECTED);
    }

    /** Whether nobody on the way reads what is sent: by https, or because it does not leave this machine. */
    public boolean isProtected() {
        return uri.getScheme().equalsIgnoreCase("https")
                || LOOPBACK.matcher(uri.getHost()).matches();
    }

    /** Whether it has a query, which may hold a key. */
    public boolean hasQuery() {
        return uri.getRawQuery() != null;
    }

    /** What can be shown of a text that should be a URL: neither a user nor a query, both of which may be secrets, whatever characters they hold. */
    public static String shown(String text) {
        return Text.shorten(QUERY.matcher(withoutUser(text)).replaceFirst("…"));
    }

    private static String withoutUser(String text) {
        Matcher user = WITH_USER.matcher(text);
        return user.matches()
                ? user.replaceFirst("$1…$2")
                : PERHAPS_WITH_USER.matcher(text).replaceFirst("$1…");
    }

    @Override
    public String toString() {
        return shown(uri.toString());
    }
}
