package dev.orgrelay.proof;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a source proves itself: {@code orgrelay.sources.<name>.authentication}.
 *
 * <p>A named scheme needs {@code scheme} and {@code secrets}, no more. Every other key changes one part of it;
 * {@code none} takes a part away. With {@code scheme=hmac} the parts make a scheme of their own. Defaults are those of the
 * named scheme; the ones below are of {@code hmac}.
 */
public interface AuthenticationConfig {

    /**
     * The name of a scheme: {@code standard-webhooks}, {@code github}, {@code hmac}, {@code bearer} and so on; {@code entra},
     * which has keys of its own below; or {@code dangerous-none}, which lets everybody in. No default. Example: {@code github}.
     */
    Optional<String> scheme();

    /**
     * All secrets that are valid now, separated by commas; one match is enough, so a new one can be added before the old
     * one goes. Each has 16 bytes or more, decoded; 24 to 64 for Standard Webhooks, where {@code v1,whsec_...} is one secret, too. For {@code ed25519}
     * the sender's public keys. No default. Example: {@code whsec_new,whsec_old} or {@code ${HR_SECRET}}.
     */
    Optional<List<String>> secrets();

    /** Takes secrets that are so short that they can be guessed. Only for a sender that gives no better ones. */
    @WithDefault("false")
    boolean dangerousShortSecrets();

    /**
     * The header that holds the signature or token, in any case. Default: {@code x-signature}; {@code x-api-key} for
     * {@code scheme=header}. Example: {@code x-gitlab-token}.
     */
    Optional<String> header();

    /**
     * The query parameter that holds the signature or token, instead of a header. Default: none; {@code code} for
     * {@code scheme=query}. Example: {@code sig}.
     */
    Optional<String> query();

    /**
     * The field of a JSON body that holds the signature or token, instead of a header: names separated by dots; an array
     * stands for all its elements, which must agree. Default: none. Example: {@code value.clientState}.
     */
    Optional<String> field();

    /**
     * What stands before a signature, in any case; several are separated by spaces, and what begins with none of them is
     * skipped. White space after it needs no mention. Default: none. Example: {@code sha256=}.
     */
    Optional<String> prefix();

    /**
     * What separates several signatures. Default: none. Example: {@code comma}.
     */
    Optional<Separator> separator();

    /**
     * How the signature is written; tokens are {@code utf-8}. Default: {@code hex}. Example: {@code base64}.
     */
    Optional<Encoding> encoding();

    /**
     * How it is made: by an HMAC, {@code ed25519}, {@code sha256} (plain, with the key in the signed text) or {@code equality}
     * (the secret itself is sent). Default: {@code hmac-sha256}. Example: {@code hmac-sha512}.
     */
    Optional<Algorithm> algorithm();

    /**
     * The text that is signed, with the placeholders {@code {method}}, {@code {url}}, {@code {timestamp}}, {@code {id}},
     * {@code {body}}, {@code {form}}, {@code {key}}, {@code {header:<name>}} and {@code {query:<name>}}. Default:
     * {@code {body}}. Example: {@code {timestamp}.{body}}.
     */
    @WithConverter(SignedText.Template.class)
    Optional<SignedText> signed();

    /**
     * How a secret is written. Default: {@code utf-8}. Example: {@code base64}.
     */
    Optional<Encoding> keyEncoding();

    /** What may stand before a secret and is no part of it. Default: none. Example: {@code whsec_}. */
    Optional<String> keyPrefix();

    /**
     * What a secret begins with that is the sender's Ed25519 public key, where others are not: both are valid while the sender moves from one to the other.
     * Default: none. Example: {@code whpk_}.
     */
    Optional<String> publicKeyPrefix();

    /** What stands before a signature that is made with the private key to it, like {@code prefix}. Default: none. Example: {@code v1a,}. */
    Optional<String> publicPrefix();

    /** The fewest bytes of a secret, decoded: 16 or more. Example: {@code 24}. */
    @WithDefault("16")
    int keyFewestBytes();

    /** The most bytes of a secret, decoded. No default. Example: {@code 64}. */
    Optional<Integer> keyMostBytes();

    /**
     * Where the time of signing is: a header's name, {@code query:<name>}, {@code field:<path>} or {@code signature:<start
     * of an element>}. Default: none. Example: {@code x-timestamp} or {@code signature:t=}.
     */
    @WithConverter(Location.Written.class)
    Optional<Location> timestamp();

    /**
     * How that time is written: since 1970, or as ISO 8601. Default: {@code seconds}. Example: {@code milliseconds}.
     */
    Optional<TimestampUnit> timestampUnit();

    /**
     * How far from now that time may be: seconds as a number, {@code 300s}, {@code 5m}, or {@code none} for no limit.
     * Default: {@code 300s}. Example: {@code 3m}.
     */
    @WithConverter(Timestamp.Tolerance.class)
    Optional<Duration> tolerance();

    /**
     * On which side that time is limited. Default: {@code both}. Example: {@code past}.
     */
    Optional<TimeWindow> window();

    /** Where the message's id is, written like {@code timestamp}. Default: none. Example: {@code x-message-id}. */
    @WithConverter(Location.Written.class)
    Optional<Location> id();

    /**
     * Where the SHA-256 of the body in hex is, written like {@code timestamp}, if the sender signs that instead of the
     * body. Default: none. Example: {@code query:bodySHA256}.
     */
    @WithConverter(Location.Written.class)
    Optional<Location> bodyDigest();

    /** What a token must be like, with {@code scheme=entra}. */
    EntraConfig entra();
}
