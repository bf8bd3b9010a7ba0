import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Makes openapi.yaml and openapi.json of the description of the API: with what operations share where it belongs, and with the version. */
class DescribeApi {

    private static final int MOST_ALIASES = 1_000;

    /**
     * @param arguments the description, the folder for the documents, the version
     */
    public static void main(String[] arguments) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        Map<String, Object> document;
        try (Reader description = Files.newBufferedReader(Path.of(arguments[0]))) {
            document = new Yaml(options).load(description);
        }
        document.remove("x-shared");
        @SuppressWarnings("unchecked")
        Map<String, Object> info = (Map<String, Object>) document.get("info");
        info.put("version", arguments[2]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        new ObjectMapper().writeValue(folder.resolve("openapi.json").toFile(), document);
        new YAMLMapper().writeValue(folder.resolve("openapi.yaml").toFile(), document);
    }
}
