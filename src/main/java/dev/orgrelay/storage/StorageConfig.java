package dev.orgrelay.storage;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The Azure Storage account for what is kept in tables and queues. */
@ConfigMapping(prefix = "orgrelay.storage")
interface StorageConfig {

    /**
     * How to reach the account, as the portal gives it; with an account key or a shared access signature. Default: the value of
     * {@code AzureWebJobsStorage}. Example: {@code DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=...;EndpointSuffix=core.windows.net},
     * or {@code UseDevelopmentStorage=true} for Azurite.
     */
    Optional<String> connectionString();

    /**
     * The name of the account, if there is no connection string: the app proves itself by its managed identity. Default: the value of
     * {@code AzureWebJobsStorage__accountName}.
     */
    Optional<String> account();

    /**
     * Where the tables are, in place of the connection string's or the account's own place. Default: the value of
     * {@code AzureWebJobsStorage__tableServiceUri}. Example: {@code https://contoso.table.core.windows.net}.
     */
    Optional<OutboundUrl> tableEndpoint();

    /**
     * Where the queues are. Default: the value of {@code AzureWebJobsStorage__queueServiceUri}. Example:
     * {@code https://contoso.queue.core.windows.net}.
     */
    Optional<OutboundUrl> queueEndpoint();

    /** Lets keys and tokens go there in plain http, where anybody on the way reads them. Azurite, with its well-known key, needs no such permission. */
    @WithDefault("false")
    boolean dangerousPlainHttp();

    /** {@code managedidentity}, in any case, if it is set. Default: the value of {@code AzureWebJobsStorage__credential}. */
    Optional<String> credential();

    /**
     * The client id of a user-assigned identity, or its resource id. Default: the value of {@code AzureWebJobsStorage__clientId}, or of
     * {@code AzureWebJobsStorage__managedIdentityResourceId}. Example: {@code /subscriptions/.../userAssignedIdentities/orgrelay}.
     */
    Optional<String> clientId();

    /** What the names of the tables begin with: 1 to 40 letters and digits, a letter first. */
    @WithDefault("orgrelay")
    String tablePrefix();

    /** The queue on which changes wait; the function {@code apply} reads it. */
    @WithDefault("organization-changes")
    String queue();

    /** How long the ledger remembers an organization of which nothing more is heard; more than 4 days. */
    @WithDefault("30d")
    Duration retention();

    /**
     * How long an instance that crashed blocks the organizations it was working on; {@code orgrelay.order.effect-within} and twice
     * {@code orgrelay.order.clock-difference} or more. All instances need the same. Example: {@code 30s}.
     */
    @WithDefault("30s")
    Duration lease();

    /** How long a connection may take. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** How long an answer may take; each call is tried twice. */
    @WithDefault("2s")
    Duration responseTimeout();
}
