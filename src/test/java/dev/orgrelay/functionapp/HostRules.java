package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** What the host asks of {@code host.json}, and what Org Relay needs of it. */
final class HostRules {

    private static final String FILE = "host.json";
    private static final Set<String> KEYS = Set.of(
            "version",
            "extensionBundle",
            "extensions",
            "functionTimeout",
            "customHandler",
            "logging",
            "concurrency",
            "healthMonitor",
            "retry",
            "singleton",
            "telemetryMode",
            "watchDirectories");
    private static final Pattern SUPPORTED_BUNDLE = Pattern.compile("\\[4\\.\\*, ?5\\.0\\.0\\)");
    private static final Pattern TIME_SPAN = Pattern.compile("(\\d+\\.)?\\d{2}:[0-5]\\d:[0-5]\\d");

    private final Mistakes mistakes;

    HostRules(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    void check(JsonNode host) {
        host.fieldNames().forEachRemaining(key -> mistakes.unless(KEYS.contains(key), FILE, key + " is no setting"));
        mistakes.unless(host.path("version").asText().equals("2.0"), FILE, "version must be 2.0");
        mistakes.unless(
                SUPPORTED_BUNDLE
                        .matcher(host.at("/extensionBundle/version").asText())
                        .matches(),
                FILE,
                "the bundle must be of version 4, the others are out of support");
        mistakes.unless(
                isTimeSpan(host.path("functionTimeout").asText()),
                FILE,
                "functionTimeout must be written hours:minutes:seconds");
        queues(host.at("/extensions/queues"));
    }

    void checkHandler(JsonNode host) {
        JsonNode handler = host.path("customHandler");
        mistakes.unless(
                handler.path("enableProxyingHttpRequest").asBoolean(),
                FILE,
                "without enableProxyingHttpRequest bodies are changed and signatures do not fit any more");
        mistakes.unless(
                !handler.at("/description/defaultExecutablePath").asText().isBlank(),
                FILE,
                "the handler has no defaultExecutablePath");
    }

    private void queues(JsonNode queues) {
        within(queues, "batchSize", 1, 32);
        within(queues, "newBatchThreshold", 0, 1000);
        within(queues, "maxDequeueCount", 1, 1000);
        mistakes.unless(
                !queues.has("visibilityTimeout")
                        || isTimeSpan(queues.path("visibilityTimeout").asText()),
                FILE,
                "visibilityTimeout must be written hours:minutes:seconds");
        mistakes.unless(
                !queues.has("messageEncoding")
                        || queues.path("messageEncoding").asText().equals("base64"),
                FILE,
                "messageEncoding must be base64, which Event Grid writes");
    }

    private void within(JsonNode queues, String key, int least, int most) {
        JsonNode value = queues.path(key);
        mistakes.unless(
                value.isMissingNode() || value.isInt() && value.asInt() >= least && value.asInt() <= most,
                FILE,
                key + " must be between " + least + " and " + most);
    }

    static boolean isTimeSpan(String text) {
        return TIME_SPAN.matcher(text).matches();
    }
}
