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
 * A URL that this program calls, as a setting holds it. The text may be anything, and whoever shows it shows neither a user nor a query, both of which may be secrets.
 *
 * @param text without white space at its ends
 */
public record OutboundUrl(String text) {

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

    public OutboundUrl {
        text = text.strip();
    }

    /** What is called: http or https, with a host, without a user and a fragment; empty if the text is nothing of the kind. Credentials go into headers, where nobody shows them. */
    public Optional<URI> uri() {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> uri.getHost() != null
                            && SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The text without a slash at its end, to which a path can be added. */
    public String base() {
        return text.replaceFirst("/+$", "");
    }

    /** Whether it can be called, and has no query, which may hold a key. */
    public boolean isBase() {
        return uri().filter(uri -> uri.getRawQuery() == null).isPresent();
    }

    /** Whether nobody on the way reads what is sent: by https, or because it does not leave this machine. */
    public boolean isProtected() {
        return uri().filter(uri -> uri.getScheme().equalsIgnoreCase("https")
                        || LOOPBACK.matcher(uri.getHost()).matches())
                .isPresent();
    }

    /**
     * Adds a mistake unless it can be called, has no query, and is {@link #isProtected() protected} or need not be.
     *
     * @param mayBePlain whether {@code dangerous-plain-http} allows plain http
     * @param allowed what to say where it is no such URL
     */
    public void requireBase(String setting, boolean mayBePlain, String allowed, Mistakes mistakes) {
        if (mistakes.require(isBase(), setting, this, allowed)) {
            requireProtected(setting, mayBePlain, mistakes);
        }
    }

    /** Adds a mistake if it can be called, but is not {@link #isProtected() protected} and need be. */
    public void requireProtected(String setting, boolean mayBePlain, Mistakes mistakes) {
        mistakes.require(mayBePlain || isProtected(), setting, this, ONLY_PROTECTED);
    }

    @Override
    public String toString() {
        return Text.shorten(QUERY.matcher(withoutUser(text)).replaceFirst("…"));
    }

    private static String withoutUser(String text) {
        Matcher user = WITH_USER.matcher(text);
        return user.matches()
                ? user.replaceFirst("$1…$2")
                : PERHAPS_WITH_USER.matcher(text).replaceFirst("$1…");
    }
}
