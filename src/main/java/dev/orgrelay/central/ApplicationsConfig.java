package dev.orgrelay.central;

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
        Optional<String> url();

        /**
         * Version of the REST API: {@code 1.1-preview}, {@code 2022-05-31}, {@code 2022-06-30-preview}, {@code 2022-07-31} or
         * {@code 2022-10-31-preview}.
         */
        @WithDefault("2022-07-31")
        String apiVersion();

        /** How Org Relay proves itself there: {@code api-token}. */
        @WithDefault("api-token")
        String credential();

        /** The API token, whole. Example: {@code SharedAccessSignature sr=...&sig=...&skn=...&se=...}. */
        Optional<String> apiToken();

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
