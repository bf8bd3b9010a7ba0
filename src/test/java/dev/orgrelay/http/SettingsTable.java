package dev.orgrelay.http;

import dev.orgrelay.intake.CountingReconcile;
import dev.orgrelay.proof.entra.SenderToken;
import dev.orgrelay.relay.MemoryQueue;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rows of {@code source-settings.txt}, each a source with settings of its own. */
public class SettingsTable implements QuarkusTestProfile {

    static final String SECRET = "a-key-of-hunter2";

    /** Where the sender's own system and the issuer of tokens are to be: settings that nobody else reads. */
    static final String SENDER_PORT = "settings-table.sender";

    static final String ISSUER_PORT = "settings-table.issuer";

    private static final Path FILE = Path.of("src/test/resources/source-settings.txt");
    private static final int COLUMNS = 7;

    /**
     * One row.
     *
     * @param name of its source, and of an organization that no other row knows
     * @param settings by what follows the source's name in a key
     */
    record Row(
            String name,
            Map<String, String> settings,
            String method,
            String path,
            Map<String, String> headers,
            String body,
            int status,
            String answer,
            String calls) {

        boolean isOperators() {
            return path.startsWith("/api/");
        }

        @Override
        public String toString() {
            return name + " " + settings + " " + method + " " + path + " " + body;
        }
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (Stream<String> lines = Files.lines(FILE)) {
            lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.add(row("row-" + (rows.size() + 1), line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.stream();
    }

    private static Row row(String name, String line) {
        String[] cells = (line + " ").split("\\|", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException(line + " has " + cells.length + " cells");
        }
        String[] request = (cells[1].strip() + " ").split(" ", 2);
        return new Row(
                name,
                pairs(cells[0], "="),
                request[0],
                request[1].strip().replace("@", name),
                pairs(cells[2], ": "),
                cells[3].strip().replace("~", name).replace("SECRET", SECRET),
                Integer.parseInt(cells[4].strip()),
                cells[5].strip(),
                cells[6].strip());
    }

    private static Map<String, String> pairs(String cell, String divider) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : cell.strip().split("; +")) {
            if (!pair.isBlank()) {
                int end = pair.indexOf(divider);
                pairs.put(pair.substring(0, end), pair.substring(end + divider.length()));
            }
        }
        return pairs;
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(CountingReconcile.class, MemoryQueue.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> keys = new LinkedHashMap<>();
        int sender = freePort();
        int issuer = freePort();
        keys.put(SENDER_PORT, String.valueOf(sender));
        keys.put(ISSUER_PORT, String.valueOf(issuer));
        for (String application : List.of("default", "emea")) {
            String key = "orgrelay.applications." + application + ".";
            keys.put(key + "url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox");
            keys.put(key + "api-token", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000");
            keys.put(key + "requests-per-second", "1000");
        }
        rows().forEach(row -> {
            String key = "orgrelay.sources." + row.name() + ".";
            complete(row.settings())
                    .forEach((setting, value) -> keys.put(key + setting, value(value, row, sender, issuer)));
        });
        return keys;
    }

    /** With what the row takes for granted. */
    private static Map<String, String> complete(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        boolean isEntra = settings.keySet().stream().anyMatch(key -> key.contains("entra."));
        boolean isLookup = settings.keySet().stream().anyMatch(key -> key.startsWith("lookup."));
        boolean isSnapshot = settings.keySet().stream().anyMatch(key -> key.startsWith("snapshot."));
        if (!isSnapshot) {
            all.putIfAbsent("authentication.scheme", isEntra ? "entra" : "dangerous-none");
        }
        String scheme = all.getOrDefault("authentication.scheme", "none");
        if (!isEntra && !Set.of("dangerous-none", "none").contains(scheme)) {
            all.putIfAbsent("authentication.secrets", "SECRET");
        }
        if (isLookup) {
            all.putIfAbsent("format", "json");
            all.putIfAbsent("mapping", "{'operation': 'refetch', 'id': body.id, 'eventId': body.id}");
            all.putIfAbsent(
                    "lookup.mapping", "{'operation': 'upsert', 'id': query.id, 'displayName': body.displayName}");
        }
        if (isSnapshot && !all.containsKey("snapshot.mapping-file")) {
            all.putIfAbsent("snapshot.mapping", "body.{'operation': 'create', 'organization': id, 'displayName': 'A'}");
        }
        return all;
    }

    private static String value(String value, Row row, int sender, int issuer) {
        return value.replace("SENDER", "http://127.0.0.1:" + sender + "/" + row.name())
                .replace("ISSUER", "http://127.0.0.1:" + issuer)
                .replace("TENANT", SenderToken.TENANT)
                .replace("AUDIENCE", SenderToken.AUDIENCE)
                .replace("ROLE", SenderToken.ROLE)
                .replace("SECRET", SECRET);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
