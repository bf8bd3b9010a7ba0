package dev.orgrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.FailedStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMistakesTest {

    private static final String KEY = "orgrelay.sources.hr.";

    @Test
    void aWholeConfigurationHasNoMistakes() {
        assertThat(hr(Map.of()).mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            format                | xml           | format = xml: allowed are cloudevents, event-grid, form, json, text
            operations            | create,change | operations = change: allowed are create, update (= rename, move), rename, move, delete
            operations            | upsert        | operations = upsert: allowed are create, update (= rename, move)
            format                | json          | format = json: it needs a mapping, set orgrelay.sources.hr.mapping-file
            format                | FORM          | format = form: it needs a mapping
            preset                | nobody        | preset = nobody: allowed are
            preset                | ../schemes    | preset = ../schemes: allowed are
            messages              | data.events   | messages = data.events: only format json, text or form
            messages              | a..b          | messages = a..b: only format json, text or form
            mapping               | body.{'id': ( | mapping:
            mapping-file          | /no/where     | mapping-file = /no/where: allowed is a file in UTF-8 that can be read
            tenants.contoso       | default       | tenants is set: only a mapping can name a tenant
            future                | later         | future = later: allowed are apply, defer, ignore
            handshake             | okta,wave     | handshake = wave: allowed are cloudevents, event-grid, github
            delivery              | later         | delivery = later: allowed are direct, queue
            lookup.not-found      | maybe         | lookup.not-found = maybe: allowed are delete, ignore, refuse
            authentication.scheme | md5           | authentication.scheme = md5: allowed are bamboohr, basic, bearer
            """)
    void aWrongValueIsNamedWithItsKeyAndWithWhatIsAllowed(String key, String value, String line) {
        List<String> mistakes = FailedStart.lines(() -> hr(Map.of(key, value)).mistakes());
        assertThat(mistakes).first().asString().startsWith(KEY + line);
        assertThat(mistakes).hasSize(value.equals("a..b") ? 2 : 1);
    }

    @Test
    void aWrongMappingIsNamedWithThePlaceOfTheMistake() {
        assertThat(hr(Map.of("format", "json", "mapping", "body.{'id': (")).mistakes())
                .singleElement()
                .asString()
                .contains("at line 1, column ");
    }

    @Test
    void thereIsOneMappingOnly() {
        assertThat(hr(Map.of("mapping", "body", "mapping-file", "/x")).mistakes())
                .containsExactly(KEY + "mapping-file = /x: mapping is set too, allowed is one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url=ftp://hr.example/units                          | url = ftp://hr.example/units: allowed is an http or https URL
            url=hr.example/units                                | url = hr.example/units: allowed is an http or https URL
            url=https://me:secret@hr.example                    | url = https://…@hr.example: allowed is an http or https URL, with credentials in
            items=a..b                                          | items = a..b: allowed are names separated by dots
            paging=pages                                        | paging = pages: allowed are cursor, link-header, next-link, none, page-number
            paging=next-link                                    | paging = next-link: it needs next
            paging=cursor next=after                            | paging = cursor: it needs parameter
            paging=cursor parameter=after                       | paging = cursor: it needs next
            paging=page-number                                  | paging = page-number: it needs parameter
            paging=next-link next=a..b                          | next = a..b: allowed are names separated by dots
            next=paging.next                                    | next = paging.next: it is of no use with paging = none
            parameter=page                                      | parameter = page: it is of no use with paging = none
            more=a..b                                           | more = a..b: allowed are names separated by dots
            format=csv paging=cursor next=a parameter=b         | format = csv: only a page of JSON can name the next one, or have more
            format=ndjson more=a                                | format = ndjson: only a page of JSON
            format=csv items=data                               | items = data: it is of no use with format = csv
            charset=klingon                                     | charset = klingon: allowed is a charset such as utf-8
            paging=link-header next=x                           | next = x: it is of no use with paging = link-header
            paging=page-number parameter=p more=.               | more = .: allowed are names separated by dots
            paging=page-number parameter=p first-page=-1        | first-page = -1: allowed is 0 or more
            paging=page-number parameter=p page-step=0          | page-step = 0: allowed is 1 or more
            headers.host=elsewhere                              | headers.host = (not shown): a request cannot have this header
            max-pages=0                                         | max-pages = 0: allowed is 1 or more
            timeout=0                                           | timeout = PT0S: allowed is a millisecond or more
            mapping=body.{(                                     | mapping:
            mapping-file=/no/where                              | mapping-file = /no/where: allowed is a file in UTF-8 that can be read
            """)
    void aWrongSettingOfTheSnapshotIsNamed(String settings, String line) {
        Map<String, String> whole = new HashMap<>(Map.of("snapshot.url", "https://hr.example/units"));
        for (String setting : settings.split(" +")) {
            int equals = setting.indexOf('=');
            whole.put("snapshot." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        if (!settings.startsWith("mapping")) {
            whole.put("snapshot.mapping", "body");
        }
        assertThat(FailedStart.lines(() -> hr(whole).mistakes()))
                .singleElement()
                .asString()
                .startsWith(KEY + "snapshot." + line);
    }

    @Test
    void theElementsOfASnapshotNeedAMapping() {
        assertThat(hr(Map.of("snapshot.url", "https://hr.example/units")).mistakes())
                .containsExactly(
                        KEY + "snapshot.mapping is not set: JSONata that makes an organization of each element");
    }

    @Test
    void aMistakeInTheMappingOfBothIsNamedOnce() {
        assertThat(hr(Map.of("mapping", "body.{(", "snapshot.url", "https://hr.example/units"))
                        .mistakes())
                .hasSize(1);
    }

    @Test
    void withoutItsUrlThereIsNoSnapshot() {
        Sources sources = hr(Map.of("snapshot.paging", "cursor", "snapshot.items", "data"));

        assertThat(sources.mistakes()).isEmpty();
        assertThat(sources.withSnapshot()).isEmpty();
    }

    @Test
    void aTenantMustPointAtAnApplicationThatIsConfigured() {
        Sources sources =
                hr(Map.of("mapping", "body", "application", "unused", "tenants.a", "contoso", "tenants.b", "fabrikam"));
        assertThat(sources.mistakes()).isEmpty();
        assertThat(sources.unknownApplications(Set.of("contoso")))
                .containsExactly(KEY + "tenants.b = fabrikam: allowed are the configured applications, contoso");
    }

    @Test
    void aForeignValueStaysOnOneLine() {
        String forged = "xml\n  orgrelay.sources.ok = true";
        assertThat(FailedStart.lines(() -> hr(Map.of("format", forged)).mistakes()))
                .singleElement()
                .asString()
                .doesNotContain("\n");
    }

    @Test
    void aSourceNeedsASecret() {
        assertThat(hr(Map.of("authentication.secrets", "")).mistakes())
                .containsExactly(KEY + "authentication.secrets is not set: at least one secret is needed");
    }

    @Test
    void anEmptySecretIsNamedByItsPlace() {
        assertThat(hr(Map.of("authentication.secrets", "a-key-of-hunter2, ")).mistakes())
                .containsExactly(
                        KEY + "authentication.secrets = (number 2 of 2, not shown): a secret must not be empty");
    }

    @Test
    void aSourceThatIsOnlyReadNeedsNoProof() {
        Map<String, String> read = Map.of(KEY + "snapshot.url", "https://hr.example/units", KEY + "mapping", "body");
        assertThat(ConfiguredSources.of(read).mistakes()).isEmpty();
        assertThat(ConfiguredSources.of(read).named("hr").orElseThrow().asksForProof())
                .isTrue();
    }

    @Test
    void aPresetIsOnlyReadWhereItsSchemeIsTakenAway() {
        Map<String, String> github = new HashMap<>(Map.of(
                KEY + "preset", "github",
                KEY + "snapshot.url", "https://hr.example/units",
                KEY + "snapshot.mapping", "body"));
        assertThat(ConfiguredSources.of(github).mistakes())
                .containsExactly(KEY + "authentication.secrets is not set: at least one secret is needed");
        github.put(KEY + "authentication.scheme", "none");
        assertThat(ConfiguredSources.of(github).mistakes()).isEmpty();
    }

    @Test
    void whoHasASecretIsNotOnlyRead() {
        assertThat(ConfiguredSources.of(Map.of(
                                KEY + "snapshot.url", "https://hr.example/units",
                                KEY + "snapshot.mapping", "body",
                                KEY + "authentication.secrets", "a-key-of-hunter2"))
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(KEY + "authentication.scheme is not set");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            gitlab,          standard-webhooks, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
            event-grid,      header,            a-key-of-hunter2
            microsoft-graph, query,             a-key-of-hunter2
            feishu,          bearer,            a-key-of-hunter2
            justworks,       github,            a-key-of-hunter2
            workos,          dangerous-none,    a-key-of-hunter2
            """)
    void ofAPresetWithAnotherSchemeNothingIsLeftThatTheOtherDoesNotUse(String preset, String scheme, String secret) {
        assertThat(ConfiguredSources.of(Map.of(
                                KEY + "preset", preset,
                                KEY + "authentication.scheme", scheme,
                                KEY + "authentication.secrets", secret))
                        .mistakes())
                .isEmpty();
    }

    @Test
    void aSourceMustSayHowItProvesItself() {
        assertThat(ConfiguredSources.of(Map.of(KEY + "format", "cloudevents")).mistakes())
                .anyMatch(line -> line.startsWith(KEY + "authentication.scheme is not set: allowed are")
                        && line.endsWith(" and, for anybody at all, dangerous-none"));
    }

    @Test
    void allMistakesOfAllSourcesAreListedByName() {
        Map<String, String> properties = new HashMap<>();
        for (String name : List.of("b", "c", "a")) {
            properties.put("orgrelay.sources." + name + ".authentication.scheme", "dangerous-none");
            properties.put("orgrelay.sources." + name + ".format", "form");
            properties.put("orgrelay.sources." + name + ".operations", "change");
        }
        assertThat(ConfiguredSources.of(properties).mistakes())
                .extracting(line -> line.substring(0, line.indexOf(" =")))
                .containsExactly(
                        "orgrelay.sources.a.format",
                        "orgrelay.sources.a.operations",
                        "orgrelay.sources.b.format",
                        "orgrelay.sources.b.operations",
                        "orgrelay.sources.c.format",
                        "orgrelay.sources.c.operations");
    }

    @Test
    void aSourceMustPointAtAnApplicationThatIsConfigured() {
        assertThat(hr(Map.of("application", "contosso")).unknownApplications(Set.of("contoso")))
                .containsExactly(KEY + "application = contosso: allowed are the configured applications, contoso");
    }

    @Test
    void aSourceThatNobodyConfiguredNeedsNoApplication() {
        assertThat(hr(Map.of("application", "contoso")).unknownApplications(Set.of("contoso")))
                .isEmpty();
    }

    @Test
    void whereNoApplicationIsConfiguredTheSourcesAreNotToBlame() {
        assertThat(hr(Map.of()).unknownApplications(Set.of())).isEmpty();
    }

    private static Sources hr(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put(KEY + "authentication.scheme", "github");
        properties.put(KEY + "authentication.secrets", "a-key-of-hunter2");
        settings.forEach((key, value) -> properties.put(KEY + key, value));
        return ConfiguredSources.of(properties);
    }
}
