package dev.orgrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a command with a hierarchy asks for, and the plan that comes out. */
record Plans(Call call, Api api, Api.Content hierarchy, Map<String, String> query) {

    private static final List<String> QUERY = List.of("application", "source", "policy", "scope", "columns", "release");
    private static final String CHANGES = "x-plan-changes";

    /** A plan, and how many organizations differ. */
    record Made(String body, int changes) {}

    static Plans of(Call call) throws IOException {
        if (call.argument().isEmpty() && call.get("source").isEmpty()) {
            throw new IllegalArgumentException("what is wanted? Name a file, or --source with a snapshot");
        }
        Api.Content hierarchy = call.argument().isEmpty()
                ? Api.Content.NOTHING
                : content(call, call.argument().get());
        return new Plans(call, call.api(), hierarchy, call.query(QUERY));
    }

    /** The document, which can be applied as it is. */
    Made document() throws IOException, InterruptedException {
        return made(api.post("/api/plan", query, hierarchy, Api.JSON));
    }

    Made text() throws IOException, InterruptedException {
        Map<String, String> coloured = new LinkedHashMap<>(query);
        if (call.isColoured()) {
            coloured.put("colour", "true");
        }
        return made(api.post("/api/plan", coloured, hierarchy, Api.TEXT));
    }

    /** The same of exactly {@code document}. */
    Plans of(JsonNode document) {
        return new Plans(call, api, Api.Content.of(document), call.query(List.of("release")));
    }

    private static Made made(HttpResponse<String> response) {
        return new Made(
                response.body(),
                response.headers().firstValue(CHANGES).map(Integer::parseInt).orElse(0));
    }

    private static Api.Content content(Call call, String file) throws IOException {
        byte[] bytes = call.read(file);
        String name = file.toLowerCase(Locale.ROOT);
        String type = name.endsWith(".csv") ? "text/csv" : name.matches(".*\\.(ndjson|jsonl)") ? Api.LINES : Api.JSON;
        boolean isTable = type.equals(Api.JSON)
                && !name.endsWith(".json")
                && bytes.length > 0
                && "[{ \t\r\n".indexOf(bytes[0]) < 0;
        return new Api.Content(bytes, isTable ? "text/csv" : type);
    }
}
