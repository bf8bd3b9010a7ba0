package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.intake.Reconciliations;
import dev.orgrelay.intake.Report;
import dev.orgrelay.relay.DeadLetter;
import java.util.List;
import java.util.stream.Collectors;

/** The answer to an invocation. Never empty and never null: the host would wait for the rest of it until the function times out. */
final class InvocationResult {

    private InvocationResult() {}

    /** @throws InvocationFailed if the report leaves something to be done */
    static ObjectNode of(Report report) {
        if (report.retryAfter().isPresent()) {
            throw new InvocationFailed(firstReason(report));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("Outputs");
        ArrayNode logs = result.putArray("Logs");
        report.entries().forEach(entry -> logs.add(line(entry)));
        return result.set("ReturnValue", report.toJson());
    }

    static ObjectNode kept(List<DeadLetter> letters) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("Outputs");
        ArrayNode logs = result.putArray("Logs");
        letters.forEach(letter -> logs.add("kept dead letter " + letter.id() + ": " + letter.reason()));
        return result;
    }

    /** @throws InvocationFailed if a source is left to be reconciled */
    static ObjectNode of(List<Reconciliations.Ending> endings) {
        String failures = endings.stream()
                .filter(ending -> !ending.isDone())
                .map(InvocationResult::line)
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            throw new InvocationFailed(failures);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("Outputs");
        ArrayNode logs = result.putArray("Logs");
        endings.forEach(ending -> logs.add(line(ending)));
        if (endings.isEmpty()) {
            logs.add("no source has a snapshot");
        }
        return result;
    }

    private static String line(Reconciliations.Ending ending) {
        return ending.source() + ": " + ending.line();
    }

    private static String line(Report.Entry entry) {
        String operation = entry.mapped().provenance().operation().word();
        return entry.outcome().word() + " " + operation
                + entry.outcome().detail().map(detail -> ": " + detail).orElse("");
    }

    private static String firstReason(Report report) {
        return report.entries().stream()
                .filter(entry -> entry.outcome().retryAfter().isPresent())
                .findFirst()
                .map(InvocationResult::line)
                .orElse("");
    }
}
