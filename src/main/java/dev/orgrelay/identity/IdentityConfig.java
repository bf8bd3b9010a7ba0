package dev.orgrelay.identity;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the platform gives out tokens of a managed identity. Azure sets all that is needed; there is seldom a reason to change it. */
@ConfigMapping(prefix = "orgrelay.identity")
public interface IdentityConfig {

    /** The endpoint of App Service and Azure Functions. The platform sets it as {@code IDENTITY_ENDPOINT}, older ones as {@code MSI_ENDPOINT}. */
    @WithDefault("${IDENTITY_ENDPOINT:${MSI_ENDPOINT:}}")
    Optional<OutboundUrl> endpoint();

    /**
     * What that endpoint wants to see in the header {@code X-IDENTITY-HEADER}, or {@code secret}. The platform sets it as {@code IDENTITY_HEADER}, older ones as
     * {@code MSI_SECRET}.
     */
    @WithDefault("${IDENTITY_HEADER:${MSI_SECRET:}}")
    Optional<String> header();

    /** The endpoint of virtual machines and Kubernetes (IMDS), used where there is no other. */
    @WithDefault("http://169.254.169.254/metadata/identity/oauth2/token")
    OutboundUrl imdsEndpoint();

    /** How long a token may take, from whomever it comes. */
    @WithDefault("5s")
    Duration timeout();
}
