package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the host asks of queue and timer triggers: where to listen, when, and the app settings for both. */
final class TriggerRules {

    private static final Pattern QUEUE = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern NCRONTAB = Pattern.compile("([\\d*,/-]+ ){4,5}[\\dA-Za-z*,/-]+");
    private static final Pattern REFERENCE = Pattern.compile("%([^%]+)%");
    private static final String STORAGE = "AzureWebJobsStorage";

    private final Mistakes mistakes;
    private final Set<String> settings;

    /** @param settings the names of the app settings that there are where it is deployed */
    TriggerRules(Mistakes mistakes, Set<String> settings) {
        this.mistakes = mistakes;
        this.settings = settings;
    }

    void check(String function, JsonNode trigger) {
        switch (trigger.path("type").asText()) {
            case "queueTrigger" -> queue(function, trigger);
            case "timerTrigger" -> timer(function, trigger);
            default -> {}
        }
    }

    private void queue(String function, JsonNode trigger) {
        String queue = trigger.path("queueName").asText();
        references(function, queue);
        mistakes.unless(
                isReference(queue) || QUEUE.matcher(queue).matches(),
                function,
                "'" + queue + "' is no name of a queue");
        connection(function, trigger.path("connection").asText(STORAGE));
    }

    private void timer(String function, JsonNode trigger) {
        String schedule = trigger.path("schedule").asText();
        references(function, schedule);
        mistakes.unless(
                isReference(schedule) || NCRONTAB.matcher(schedule).matches() || HostRules.isTimeSpan(schedule),
                function,
                "'" + schedule + "' is no schedule");
        connection(function, STORAGE);
    }

    /** A connection is one setting, or several that begin with its name: the form with an identity. */
    private void connection(String function, String name) {
        mistakes.unless(
                settings.contains(name) || settings.stream().anyMatch(setting -> setting.startsWith(name + "__")),
                function,
                "there is no app setting for the connection " + name);
    }

    private void references(String function, String value) {
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            String name = reference.group(1);
            mistakes.unless(
                    settings.contains(name),
                    function,
                    "there is no app setting " + name + ", which %" + name + "% needs");
        }
    }

    private static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches();
    }
}
