package dev.orgrelay.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that connects senders: the files that it writes, the settings that it shows, and the requests that it sends, in their order. */
public final class ConnectPage {

    public static final String SOURCE = "moorings";

    private static final String MAPPING = "config/moorings.jsonata";
    private static final String SETTINGS = "config/application.properties";
    private static final Pattern BLOCK = Pattern.compile("```(sh|json|text|properties|csv)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("cat > (\\S+) <<'END'\n(.*?)END\n", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl -s 'http://localhost:8080(\\S+)'(.*)\n");
    private static final Pattern HEADER = Pattern.compile("-H '([^:]+): ([^']+)'");
    private static final Pattern DATA = Pattern.compile("(?:-d|--data-binary) @(\\S+)");
    private static final Pattern EXPORT = Pattern.compile("(\\w+)=(\\S+-just-for-trying)");

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> mappings = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final StringBuilder properties = new StringBuilder();
    private String table = "";

    /**
     * A request and the answer that the page shows.
     *
     * @param body empty to read, unless the page says POST
     * @param mapping how many mappings were written before it
     */
    public record Step(
            String path, boolean isPost, Map<String, String> headers, String body, int mapping, String answer) {}

    private ConnectPage() {}

    /** The page {@code docs/connect-a-sender.md}. */
    public static ConnectPage read() {
        return read("connect-a-sender.md");
    }

    /** The page {@code docs/three-senders.md}. */
    public static ConnectPage threeSenders() {
        return read("three-senders.md");
    }

    private static ConnectPage read(String name) {
        try {
            ConnectPage page = new ConnectPage();
            Matcher block = BLOCK.matcher(Files.readString(Path.of("docs", name)));
            String command = "";
            while (block.find()) {
                switch (block.group(1)) {
                    case "sh" -> {
                        command = block.group(2);
                        page.write(command);
                    }
                    case "properties" -> page.properties.append(block.group(2));
                    case "csv" -> page.table = block.group(2);
                    default -> page.send(command, block.group(2).strip());
                }
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String commands) {
        EXPORT.matcher(commands).results().forEach(one -> variables.put(one.group(1), one.group(2)));
        Matcher file = FILE.matcher(commands);
        while (file.find()) {
            files.put(file.group(1), file.group(2));
            if (file.group(1).equals(MAPPING)) {
                mappings.add(file.group(2));
            }
        }
    }

    private void send(String command, String answer) {
        Matcher curl = CURL.matcher(command);
        if (!curl.find()) {
            throw new IllegalStateException("an answer without a request: " + answer);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Matcher header = HEADER.matcher(curl.group(2));
        while (header.find()) {
            headers.put(header.group(1), header.group(2));
        }
        Matcher data = DATA.matcher(curl.group(2));
        String body = data.find() ? files.get(data.group(1)) : "";
        boolean isPost = !body.isEmpty() || curl.group(2).contains("-X POST");
        steps.add(new Step(curl.group(1), isPost, headers, body, mappings.size(), answer));
    }

    public List<Step> steps() {
        return steps;
    }

    /** The table that the page shows. */
    public String table() {
        return table;
    }

    /** The settings that the page shows by themselves, with what it exports in them. */
    public Map<String, String> shownSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        properties.toString().lines().forEach(line -> {
            String value = line.substring(line.indexOf('=') + 1);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                value = value.replace("${" + variable.getKey() + "}", variable.getValue());
            }
            settings.put(line.substring(0, line.indexOf('=')), value);
        });
        return settings;
    }

    /** The name of the source that has the mapping of a step: the last one is the page's own. */
    public String source(int mapping) {
        return mapping == mappings.size() ? SOURCE : SOURCE + "-" + mapping;
    }

    /** The settings of the page, for one source with each mapping that it tries. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i <= mappings.size(); i++) {
            String source = source(i);
            String mapping = mappings.get(i - 1);
            files.get(SETTINGS)
                    .lines()
                    .filter(line -> line.startsWith("orgrelay.sources."))
                    .map(line -> line.replace("sources." + SOURCE + ".", "sources." + source + "."))
                    .map(line -> line.replace("${MOORINGS_KEY}", "just-for-trying-this-out"))
                    .map(line -> line.replace("mapping-file=" + MAPPING, "mapping=" + mapping.replace("\n", " ")))
                    .forEach(line ->
                            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }
        return settings;
    }
}
