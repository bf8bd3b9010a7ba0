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

/** The page {@code docs/connect-a-sender.md}: the files that it writes, and the requests that it sends, in their order. */
public final class ConnectPage {

    public static final String SOURCE = "moorings";

    private static final String MAPPING = "config/moorings.jsonata";
    private static final String SETTINGS = "config/application.properties";
    private static final Pattern BLOCK = Pattern.compile("```(sh|json)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("cat > (\\S+) <<'END'\n(.*?)END\n", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl -s 'http://localhost:8080(\\S+)'(.*)\n");
    private static final Pattern HEADER = Pattern.compile("-H '([^:]+): ([^']+)'");
    private static final Pattern DATA = Pattern.compile("-d @(\\S+)");

    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> mappings = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /**
     * A request and the answer that the page shows.
     *
     * @param body empty to read
     * @param mapping how many mappings were written before it
     */
    public record Step(String path, Map<String, String> headers, String body, int mapping, String answer) {}

    private ConnectPage() {}

    public static ConnectPage read() {
        try {
            ConnectPage page = new ConnectPage();
            Matcher block = BLOCK.matcher(Files.readString(Path.of("docs", "connect-a-sender.md")));
            String command = "";
            while (block.find()) {
                if (block.group(1).equals("sh")) {
                    command = block.group(2);
                    page.write(command);
                } else {
                    page.send(command, block.group(2).strip());
                }
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String commands) {
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
        steps.add(
                new Step(curl.group(1), headers, data.find() ? files.get(data.group(1)) : "", mappings.size(), answer));
    }

    public List<Step> steps() {
        return steps;
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
