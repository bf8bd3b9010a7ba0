package dev.orgrelay.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azurite, Microsoft's emulator of Azure Storage, on free ports of the loopback interface, with a folder of its own.
 *
 * <p>It runs in Node. {@link AzuriteInstallation} gets it; where that is not possible, {@link OnAzurite} skips the tests.
 */
public final class Azurite implements AutoCloseable {

    static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static final Pattern LISTENING =
            Pattern.compile("Azurite (Blob|Queue|Table) service is successfully listening at http://127.0.0.1:(\\d+)");
    private static final int SERVICES = 3;
    private static final int START_SECONDS = 60;

    private final Process process;
    private final Map<String, Integer> ports;

    private Azurite(Process process, Map<String, Integer> ports) {
        this.process = process;
        this.ports = ports;
    }

    /** A new one, which remembers nothing; ends with this process at the latest. */
    public static Azurite start() {
        try {
            Process process = new ProcessBuilder(command(Files.createTempDirectory("azurite")))
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Azurite(
                    process,
                    CompletableFuture.supplyAsync(() -> ports(process.inputReader()))
                            .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                            .join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int tablePort() {
        return ports.get("Table");
    }

    public int queuePort() {
        return ports.get("Queue");
    }

    public String connectionString() {
        return connectionString(tablePort(), queuePort());
    }

    /** The same account, reached through other ports. */
    public static String connectionString(int tablePort, int queuePort) {
        return "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=" + KEY
                + ";TableEndpoint=http://127.0.0.1:" + tablePort + "/devstoreaccount1;QueueEndpoint=http://127.0.0.1:"
                + queuePort + "/devstoreaccount1;";
    }

    /** Takes all messages that can be seen from a queue, and gives their texts, decoded. */
    public List<String> takeMessages(String queue) {
        return queue(queue).take();
    }

    /** A queue, which need not be there. */
    public AzuriteQueue queue(String name) {
        return new AzuriteQueue(queuePort(), new SharedKey("devstoreaccount1", KEY), name);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of("node", AzuriteInstallation.MAIN.toString()));
        command.addAll(List.of("--silent", "--disableTelemetry", "--skipApiVersionCheck"));
        command.addAll(List.of("--location", folder.toString()));
        for (String service : List.of("blob", "queue", "table")) {
            command.addAll(List.of("--" + service + "Host", "127.0.0.1", "--" + service + "Port", "0"));
        }
        return command;
    }

    private static Map<String, Integer> ports(BufferedReader output) {
        Map<String, Integer> ports = new HashMap<>();
        List<String> said = new ArrayList<>();
        try {
            while (ports.size() < SERVICES) {
                String line = output.readLine();
                if (line == null) {
                    throw new IllegalStateException("Azurite ended: " + said);
                }
                said.add(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    ports.put(listening.group(1), Integer.parseInt(listening.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }
}
