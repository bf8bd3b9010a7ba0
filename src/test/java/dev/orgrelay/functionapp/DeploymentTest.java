package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment as a whole, as far as it can be read: what one file gives out another one takes, and the pages say what there is. */
class DeploymentTest {

    private static final String MAIN = Bicep.files().get("main.bicep");
    private static final String AZURE_PAGE = read("docs/azure.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:env:|\\{)?([A-Z][A-Z_]{3,})");

    @Test
    void everyParameterIsUsed() {
        Bicep.files().forEach((file, text) -> {
            // what stands before a colon at the start of a line is the name of a property
            String values = text.replaceAll("(?m)^ +\\w+: ", "").replaceAll("(?m)^param \\w+ ", "");
            assertThat(names(text, "(?m)^param (\\w+) "))
                    .as(file)
                    .allMatch(name ->
                            names(values, "(?<![\\w.])(" + name + ")\\b").size() > 0);
        });
    }

    @Test
    void everyParameterIsDescribedAndComesFromTheEnvironment() {
        Map<String, String> variables = new TreeMap<>();
        FunctionApp.read(Bicep.FOLDER.resolve("main.parameters.json"))
                .path("parameters")
                .properties()
                .forEach(each -> variables.put(
                        each.getKey(), each.getValue().path("value").asText()));

        assertThat(variables.keySet())
                .containsExactlyInAnyOrderElementsOf(names(MAIN, "(?m)^param (\\w+) "))
                .containsExactlyInAnyOrderElementsOf(names(MAIN, "@description\\([^\\n]*\\)\\nparam (\\w+) "));
        assertThat(variables.values()).allSatisfy(value -> {
            // a default of Bicep counts where nothing is set, so none stands here
            assertThat(value).matches("\\$\\{[A-Z_]+}");
            assertThat(AZURE_PAGE).containsPattern("(?m)^\\|[^|]*`" + value.substring(2, value.length() - 1) + "`");
        });
    }

    @Test
    void everyOutputIsUsed() {
        String all = String.join("", Bicep.files().values());
        Bicep.files().forEach((file, text) -> assertThat(names(text, "(?m)^output ([a-z]\\w*) "))
                .as(file)
                .allMatch(name -> all.contains(".outputs." + name)));
        String users = read("azure-functions/infra/main.parameters.json")
                + read("azure-functions/infra/postdeploy.sh")
                + AZURE_PAGE.replaceAll("azd env get-value ([A-Z_]+)", "\\${$1}");
        assertThat(used(users)).containsAll(names(MAIN, "(?m)^output (\\w+) "));
    }

    @Test
    void theHooksOfBothSystemsUseTheSameAndGetIt() {
        Set<String> outputs = new TreeSet<>(names(MAIN, "(?m)^output (\\w+) "));
        Set<String> needed = used(read("azure-functions/infra/postdeploy.sh"));
        needed.remove("RELAY_PRINCIPAL_ID");

        assertThat(used(read("azure-functions/infra/postdeploy.ps1"))).containsAll(needed);
        assertThat(outputs).containsAll(needed);
        assertThat(names(read(".github/workflows/deploy.yml"), "(?m)^      ([A-Z_]+): \\$\\{\\{ vars"))
                .containsAll(needed);
        assertThat(AZURE_PAGE).contains(needed);
    }

    @Test
    void azdFindsWhatAzureYamlNames() {
        String project = read("azure-functions/azure.yaml");

        assertThat(AZURE_PAGE).contains(names(project, "azd: \">= ([\\d.]+)\""));
        assertThat(Bicep.files().get("modules/function-app.bicep"))
                .contains(names(project, "(?m)^services:\\n  (\\w+):").stream()
                        .map(service -> "'azd-service-name': '" + service + "'")
                        .toList());
        assertThat(names(project, "dist: (\\S+)")).containsExactly("../target/azure-functions/orgrelay.zip");
        assertThat(names(project, "(?m)^      (\\w+):$")).containsExactly("prepackage", "postdeploy");
        assertThat(names(project, "run: (\\S+)")).hasSize(4).allSatisfy(script -> {
            Path file = FunctionApp.SOURCE.resolve(script);
            assertThat(file).exists();
            assertThat(Files.isExecutable(file)).isEqualTo(script.endsWith(".sh"));
        });
    }

    @Test
    void everyRoleIsInTheTableOfThePage() {
        Set<String> roles = new TreeSet<>();
        for (String file : Bicep.files().keySet()) {
            roles.addAll(names(read("azure-functions/infra/" + file), "'[0-9a-f-]{36}' // ([A-Za-z ]+?)(?::|\\n)"));
        }
        String table = AZURE_PAGE.substring(AZURE_PAGE.indexOf("| role | on |"), AZURE_PAGE.indexOf("azd down"));
        assertThat(roles).hasSizeGreaterThan(6).allSatisfy(role -> assertThat(table)
                .contains(role));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Microsoft.Resources/resourceGroups | [A-Za-z0-9._()-]{1,89}[A-Za-z0-9_()-]
        Microsoft.ManagedIdentity/userAssignedIdentities | [A-Za-z0-9][A-Za-z0-9_-]{2,127}
        Microsoft.Storage/storageAccounts | [a-z0-9]{3,24}
        Microsoft.KeyVault/vaults | [A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]
        Microsoft.KeyVault/vaults/secrets | [A-Za-z0-9-]{1,127}
        Microsoft.OperationalInsights/workspaces | [A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]
        Microsoft.Insights/components | [A-Za-z0-9._-]{1,260}
        Microsoft.Insights/actionGroups | [A-Za-z0-9._-]{1,260}
        Microsoft.Insights/scheduledQueryRules | [A-Za-z0-9._-]{1,260}
        Microsoft.Web/serverfarms | [A-Za-z0-9-]{1,60}
        # two function apps on one storage account whose names begin with the same 32 characters disturb each other
        Microsoft.Web/sites | [A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]
        Microsoft.EventGrid/topics | [A-Za-z0-9-]{3,50}
        Microsoft.EventGrid/topics/eventSubscriptions | [A-Za-z0-9-]{3,64}
        """)
    void namesAreWithinTheLimitsOfAzure(String type, String allowed) {
        assertThat(Bicep.resourceNames(type)).isNotEmpty().allMatch(name -> name.matches(allowed), allowed);
    }

    @Test
    void everyTypeHasOneVersionOfItsApiThatIsNoPreview() {
        Map<String, Set<String>> versions = new TreeMap<>();
        Bicep.files().values().forEach(text -> Pattern.compile("'(Microsoft\\.[\\w./]+)@([^']+)'")
                .matcher(text)
                .results()
                .forEach(type -> versions.computeIfAbsent(
                                type.group(1).replaceAll("(/[^/]+)/.*", "$1"), key -> new TreeSet<>())
                        .add(type.group(2))));
        // one provider lists its types apart, each with versions of its own
        versions.keySet()
                .removeIf(type -> type.startsWith("Microsoft.Insights/")
                        && versions.get(type).size() == 1);
        assertThat(versions).isNotEmpty().allSatisfy((type, all) -> assertThat(all)
                .as(type)
                .hasSize(1)
                .allMatch(version -> version.matches("20\\d\\d-\\d\\d-\\d\\d")));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/function-app-paths.csv", numLinesToSkip = 1)
    void everyPathGoesToItsFunction(String method, String path, String function) {
        assertThat(FunctionApp.in(FunctionApp.SOURCE).functionOf(method, path)).contains(function);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application-down", "waiting", "dead-letters", "token-ends", "source-silent", "outcomes"})
    void thePageShowsTheQuery(String name) {
        List<String> query =
                read("azure-functions/infra/queries/" + name + ".kql").lines().toList();
        String page = read("docs/telemetry.md");

        assertThat(page).contains(String.join("\n", query.subList(0, 3)));
        assertThat(page).contains("// " + name + ".kql");
        assertThat(page).contains(String.join("\n", query.subList(3, query.size())) + "\n```");
        assertThat(Bicep.files().get("modules/watch.bicep")).contains("loadTextContent('../queries/" + name + ".kql')");
    }

    @Test
    void everyAlertIsOneThatTheServiceTakes() {
        String watch = Bicep.files().get("modules/watch.bicep");
        Set<String> windows = Set.of("PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT6H", "P1D", "P2D");

        assertThat(names(watch, "every: '(\\w+)'"))
                .hasSize(5)
                .isSubsetOf(windows)
                .doesNotContain("P2D");
        assertThat(names(watch, "over: '(\\w+)'")).hasSize(5).isSubsetOf(windows);
        List<MatchResult> alerts = Pattern.compile("queries/([a-z-]+)\\.kql'\\)\\s+dimension: '(\\w+)'")
                .matcher(watch)
                .results()
                .toList();
        assertThat(alerts).hasSize(5).allSatisfy(each -> {
            List<String> query = read("azure-functions/infra/queries/" + each.group(1) + ".kql")
                    .lines()
                    .toList();
            assertThat(query.get(query.size() - 1) + query.get(query.size() - 2))
                    .as("the columns of the result")
                    .contains(each.group(2));
        });
    }

    /** What a query looks for is what the program writes: lines as its own tests and pages have them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/watched-lines.csv", delimiter = '|', numLinesToSkip = 1)
    void theQueriesReadTheLinesOfTheLog(String query, String found, String line) {
        String text = read("azure-functions/infra/queries/" + query.strip() + ".kql");
        List<String> groups = Pattern.compile("extract\\(@\"([^\"]+)\", 1, line\\)")
                .matcher(text)
                .results()
                .map(expression -> Pattern.compile(expression.group(1)).matcher(line.strip()))
                .map(matcher -> matcher.find() ? matcher.group(1) : "")
                .toList();
        assertThat(String.join(" ", groups)).isEqualTo(found == null ? "" : found.strip());
    }

    @Test
    void thePhrasesOfTheQueriesAreThoseOfTheProgram() throws IOException {
        String program = program();
        for (String phrase : List.of(
                "application %s is bad, ",
                "application %s is well again after ",
                "gave up a message from %s: ",
                "gave up %s from %s: ",
                "refused a message from %s: ",
                "api token expires in ",
                "api token has expired ",
                " delete is held: ",
                " deletes are held: ")) {
            assertThat(program).as(phrase).contains(phrase);
        }
    }

    private static String program() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> read(file.toString()))
                    .collect(Collectors.joining());
        }
    }

    private static Set<String> used(String text) {
        return new TreeSet<>(names(text, VARIABLE.pattern()));
    }

    private static List<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
