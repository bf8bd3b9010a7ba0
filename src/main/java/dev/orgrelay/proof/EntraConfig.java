package dev.orgrelay.proof;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What the token of a sender must be like, with {@code scheme=entra}: a signed access token of Microsoft Entra ID, as {@code Authorization: Bearer}. */
public interface EntraConfig {

    /** The id of the tenant that issues the tokens, a GUID. No default. Example: {@code 3f1e6a52-7c0d-4b9a-8d25-91c4e07ab316}. */
    Optional<String> tenantId();

    /** Where that tenant's keys are; a sovereign cloud has its own. Example: {@code https://login.microsoftonline.us}. */
    @WithDefault("https://login.microsoftonline.com")
    OutboundUrl authority();

    /**
     * The issuer that tokens must name, where it is neither {@code <authority>/<tenant-id>/v2.0} nor {@code https://sts.windows.net/<tenant-id>/}. Without
     * {@code tenant-id} its keys are found by OpenID Connect Discovery. No default. Example: {@code https://idp.example/realms/hr}.
     */
    Optional<OutboundUrl> issuer();

    /**
     * What tokens must be for, one of these: the application id of the app registration that stands for Org Relay, and its application ID URI. No default.
     * Example: {@code api://orgrelay,8b7a6c5d-4e3f-4a2b-9c1d-0e9f8a7b6c5d}.
     */
    Optional<List<String>> audience();

    /**
     * The app roles of which a token must have one. No default, and one of {@code roles} and {@code app-ids} is needed. Example:
     * {@code AzureEventGridSecureWebhookSubscriber}.
     */
    Optional<List<String>> roles();

    /** The application ids of those who may send, claim {@code azp} or {@code appid}. No default. Example: {@code 4962773b-9cdb-44cf-a8bf-237846a00ab7}. */
    Optional<List<String>> appIds();
}
