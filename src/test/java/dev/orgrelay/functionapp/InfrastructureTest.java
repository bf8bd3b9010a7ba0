package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a reader without Azure can see of the infrastructure: that its parts fit together and name what exists. */
class InfrastructureTest {

    /** Built-in roles and their ids, the same in every tenant. */
    private static final Map<String, String> ROLES = Map.of(
            "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner",
            "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor",
            "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Storage Queue Data Contributor",
            "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor",
            "3913510d-42f4-4e42-8a64-420c390055eb", "Monitoring Metrics Publisher",
            "4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User",
            "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer",
            "d5a91429-5739-47e2-a06b-3470a27159e7", "EventGrid Data Sender");

    private static final Pattern ROLE = Pattern.compile("'([0-9a-f-]{36})' // ([A-Za-z ]+?)(:|$)", Pattern.MULTILINE);
    private static final Pattern MODULE =
            Pattern.compile("module \\w+ '([^']+)'[^{]*\\{.*?params: \\{(.*?)\\n  }", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("(?m)^param (\\w+) \\w+( =)?");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^    (\\w+): ");

    @Test
    void bracketsAndQuotesBalance() {
        Bicep.files()
                .forEach((file, text) -> assertThat(unbalanced(text)).as(file).isEmpty());
        assertThat(unbalanced("a { b: [ 'c(' }")).isEqualTo("] expected, but } found");
        assertThat(unbalanced("a {")).isEqualTo("} expected at the end");
        assertThat(unbalanced("a: 'it''")).isEqualTo("' expected at the end of a line");
    }

    @Test
    void everyReferenceToTheKeyVaultHasItsSecret() {
        Set<String> secrets = Bicep.all("vaults/secrets@[^{]*\\{\\s*parent: vault\\s*name: '([^']+)'")
                .collect(Collectors.toSet());
        List<String> references = Bicep.all("@Microsoft\\.KeyVault\\(SecretUri=\\$\\{vaultUri}secrets/([^)]+)\\)")
                .toList();
        assertThat(references).isNotEmpty();
        assertThat(secrets).containsExactlyInAnyOrderElementsOf(references);
        assertThat(Bicep.all("(@Microsoft\\.KeyVault)")).hasSameSizeAs(references);
    }

    @Test
    void everySettingIsAKeyOfTheReference() throws IOException {
        String reference = Files.readString(Path.of("docs", "configuration.md"));
        List<String> settings = Bicep.appSettings().stream()
                .filter(name -> name.startsWith("ORGRELAY_"))
                .toList();
        assertThat(settings).hasSizeGreaterThan(4).allSatisfy(name -> assertThat(reference)
                .contains("`" + name.replaceFirst("^(ORGRELAY_(APPLICATIONS|SOURCES))_DEFAULT_", "$1__NAME__") + "`"));
    }

    @Test
    void settingsAreWrittenLikeEnvironmentVariables() {
        assertThat(Bicep.appSettings()).allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9_]*"));
        FunctionApp.read(FunctionApp.SOURCE.resolve("local.settings.json"))
                .path("Values")
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(name).matches("[A-Za-z][A-Za-z0-9_]*|AzureWebJobs\\.[a-z-]+\\.Disabled"));
    }

    @Test
    void flexConsumptionRefusesNoneOfTheSettings() {
        assertThat(Bicep.appSettings())
                .doesNotContain("FUNCTIONS_WORKER_RUNTIME", "WEBSITE_RUN_FROM_PACKAGE", "FUNCTIONS_EXTENSION_VERSION");
        assertThat(Bicep.files().get("modules/function-app.bicep"))
                .contains("runtime: { name: 'custom', version: '1.0' }")
                .doesNotContain("linuxFxVersion");
    }

    @Test
    void everyRoleIsTheOneThatItsCommentNames() throws IOException {
        Map<String, String> named = roles();
        assertThat(named).isNotEmpty().allSatisfy((id, name) -> assertThat(name).isEqualTo(ROLES.get(id)));
        assertThat(Bicep.all("'([0-9a-f]{8}-[0-9a-f-]{27})'").collect(Collectors.toSet()))
                .isEqualTo(named.keySet());
    }

    @Test
    void everyModuleGetsItsParametersAndNoOthers() {
        Map<String, String> files = Bicep.files();
        files.forEach((file, text) -> {
            Matcher module = MODULE.matcher(text);
            while (module.find()) {
                String called = files.get(module.group(1));
                assertThat(called).as(module.group(1)).isNotNull();
                assertThat(ARGUMENT.matcher(module.group(2)).results().map(argument -> argument.group(1)))
                        .as("%s in %s", module.group(1), file)
                        .containsExactlyInAnyOrderElementsOf(PARAMETER
                                .matcher(called)
                                .results()
                                .map(parameter -> parameter.group(1))
                                .toList());
            }
        });
    }

    @Test
    void theSubscriptionGoesToAFunctionWithThatTrigger() {
        List<String> functions =
                Bicep.all("\\$\\{functionApp\\.id}/functions/(\\w+)").toList();
        assertThat(functions).hasSize(1).allSatisfy(name -> assertThat(FunctionApp.trigger(
                                FunctionApp.in(FunctionApp.SOURCE).functions().get(name))
                        .path("type")
                        .asText())
                .isEqualTo("eventGridTrigger"));
    }

    private static Map<String, String> roles() throws IOException {
        Map<String, String> named = new java.util.TreeMap<>();
        for (String file : Bicep.files().keySet()) {
            ROLE.matcher(Files.readString(Bicep.FOLDER.resolve(file)))
                    .results()
                    .forEach(role -> named.put(role.group(1), role.group(2)));
        }
        return named;
    }

    /** What is missing; empty if nothing is. Inside quotes only {@code ${...}} counts. */
    private static String unbalanced(String text) {
        Deque<Character> expected = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean quoted = !expected.isEmpty() && expected.peek() == '\'';
            if (c == '\n' && quoted) {
                return "' expected at the end of a line";
            } else if (quoted && c == '\\') {
                i++;
            } else if (quoted && c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
                expected.push('}');
                i++;
            } else if (!expected.isEmpty() && c == expected.peek()) {
                expected.pop();
            } else if (!quoted && "{[('".indexOf(c) >= 0) {
                expected.push("}])'".charAt("{[('".indexOf(c)));
            } else if (!quoted && "}])".indexOf(c) >= 0) {
                return (expected.isEmpty() ? "nothing" : expected.peek()) + " expected, but " + c + " found";
            }
        }
        if (expected.isEmpty()) {
            return "";
        }
        return expected.peek() == '\'' ? "' expected at the end of a line" : expected.peek() + " expected at the end";
    }
}
