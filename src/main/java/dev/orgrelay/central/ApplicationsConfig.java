package dev.orgrelay.central;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The IoT Central applications that changes go to, by name. */
@ConfigMapping(prefix = "orgrelay.applications")
public interface ApplicationsConfig {

    /** The applications by name; the one named {@code default} is used wherever none is named. */
    @WithParentName
    Map<String, ApplicationConfig> byName();

    /** One IoT Central application. */
    interface ApplicationConfig {

        /** Where it is. Example: {@code https://contoso.azureiotcentral.com}. */
        Optional<OutboundUrl> url();

        /** Lets tokens go to {@code url} and {@code authority} in plain http, where anybody on the way reads them. For test beds only. */
        @WithDefault("false")
        boolean dangerousPlainHttp();

        /**
         * Version of the REST API: {@code 1.1-preview}, {@code 2022-05-31}, {@code 2022-06-30-preview}, {@code 2022-07-31} or
         * {@code 2022-10-31-preview}.
         */
        @WithDefault("2022-07-31")
        String apiVersion();

        /** How Org Relay proves itself there: {@code api-token}, {@code managed-identity} or {@code client-credentials}. */
        @WithDefault("api-token")
        Credential.Kind credential();

        /** The API token, whole. Example: {@code SharedAccessSignature sr=...&sig=...&skn=...&se=...}. */
        Optional<String> apiToken();

        /**
         * With {@code managed-identity}, the client id of a user-assigned identity, or nothing for the system-assigned one; with {@code client-credentials}
         * the application (client) id of an app registration. No default. Example: {@code 6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13}.
         */
        Optional<String> clientId();

        /** With {@code client-credentials}, the value of a client secret. No default. Example: {@code ${CENTRAL_SECRET}}. */
        Optional<String> clientSecret();

        /** With {@code client-credentials}, the id or a domain of the tenant. No default. Example: {@code contoso.onmicrosoft.com}. */
        Optional<String> tenantId();

        /** With {@code client-credentials}, where tokens come from; a sovereign cloud has its own. Example: {@code https://login.microsoftonline.us}. */
        @WithDefault("https://login.microsoftonline.com")
        OutboundUrl authority();

        /** What access tokens are asked for: the application's API, as a resource with {@code /.default}. */
        @WithDefault("https://apps.azureiotcentral.com/.default")
        String scope();

        /** How many requests a second the application takes, from everybody together. The vendor's limit is 20. */
        @WithDefault("20")
        double requestsPerSecond();

        /** How many organizations it can hold. The vendor's limit is 200. */
        @WithDefault("200")
        int maxOrganizations();

        /** How many levels its hierarchy can have. The vendor's limit is 5. */
        @WithDefault("5")
        int maxDepth();

        /** How long a connection may take. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** How long an answer may take. */
        @WithDefault("8s")
        Duration responseTimeout();

        /** How long a failed call is tried again; Event Grid waits 30 seconds for everything together. */
        @WithDefault("12s")
        Duration retryFor();
    }
}
