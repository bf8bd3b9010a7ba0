package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** Dresses a refusal as IoT Central does: body, message and {@code x-ms-error-code}. */
record ErrorAnswers(Clock clock, Supplier<String> requestIds) {

    /** RFC 1123 as HTTP writes it (RFC 9110, 5.6.7): the JDK's own formatter does not pad the day. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    ApiAnswer of(Refusal refusal) {
        String requestId = requestIds.get();
        String time = HTTP_DATE.format(clock.instant().atOffset(ZoneOffset.UTC));
        ObjectNode body = SandboxJson.object();
        body.putObject("error")
                .put("code", refusal.code())
                .put("message", message(refusal.sentence(), requestId, time))
                .put("requestId", requestId)
                .put("time", time);
        return ApiAnswer.json(refusal.status(), "application/json; charset=utf-8", body)
                .with("x-ms-error-code", refusal.code())
                .with("Date", time);
    }

    private static String message(String sentence, String requestId, String time) {
        return sentence
                + " You can contact support at https://aka.ms/iotcentral-support. Please include the following information. Request ID: "
                + requestId + ", Time: " + time + ".";
    }
}
