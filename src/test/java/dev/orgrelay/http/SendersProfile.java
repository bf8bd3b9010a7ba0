package dev.orgrelay.http;

import dev.orgrelay.intake.CountingReconcile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Several senders at once, each of another kind. */
public class SendersProfile implements QuarkusTestProfile {

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";

    private final Map<String, String> settings = new HashMap<>();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(CountingReconcile.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        application("default");
        application("emea");
        source("people", """
                format=json
                messages=data.events
                tenants.contoso=default
                tenants.fabrikam=emea
                mapping=body[unit].{'operation': $replace(verb, /d$/, ''), 'id': unit.id, 'displayName': unit.name, \
                'tenant': account, 'eventId': id}
                """);
        source("forms", """
                format=form
                mapping=body.{'operation': 'create', 'id': unit, 'displayName': name}
                """);
        source("scim", """
                format=json
                mapping={'operation': method = 'DELETE' ? 'delete' : 'upsert', 'id': $substringAfter(path, '/'), \
                'displayName': body.displayName, 'parent': null}
                """);
        source("clouds", """
                format=cloudevents
                mapping=body.{'operation': 'create', 'id': data.key, 'displayName': type}
                """);
        String future =
                "mapping=body.{'operation': 'create', 'id': id, 'displayName': id, 'occurredAt': at}\nformat=json\n";
        source("later", future + "future=defer");
        source("never", future + "future=ignore");
        source("thin", """
                format=json
                mapping={'operation': 'refetch', 'id': body.id, 'eventId': body.event}
                lookup.url=http://127.0.0.1:8081/sandbox/api/organizations/{id}?api-version=2022-07-31
                lookup.headers.authorization=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000
                lookup.mapping={'operation': 'upsert', 'id': query.id, 'displayName': 'looked up ' & body.displayName}
                lookup.not-found=delete
                """);
        source("whole", """
                format=json
                mapping={'operation': 'resync'}
                snapshot.url=http://127.0.0.1:8081/sandbox/api/organizations?api-version=2022-07-31
                snapshot.headers.authorization=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000
                snapshot.items=value
                snapshot.paging=next-link
                snapshot.next=nextLink
                snapshot.mapping=body.{'operation': 'create', 'organization': id, 'displayName': displayName, \
                'parentOrganization': parent}
                """);
        source("blind", "format=json\nmapping={'operation': 'resync'}");
        source("okta", "handshake=okta");
        source("graph", "handshake=microsoft-graph");
        source("slack", "format=json\nmapping=body.nothing\nmessages=events\nhandshake=slack");
        source("lark", "format=json\nmapping=body.nothing\nhandshake=lark\nauthentication.field=header.token");
        source("pings", "format=json\nmapping=body.nothing\nhandshake=hibob,github,greenhouse,event-grid");
        settings.put("orgrelay.sources.teams.preset", "test-preset");
        settings.put("orgrelay.sources.teams.constants.prefix", "squad");
        settings.put("orgrelay.sources.teams.authentication.secrets", "hunter2");
        return settings;
    }

    private void application(String name) {
        String key = "orgrelay.applications." + name;
        settings.put(key + ".url", "http://127.0.0.1:8081/sandbox");
        settings.put(key + ".api-token", TOKEN);
        settings.put(key + ".requests-per-second", "1000");
    }

    private void source(String name, String lines) {
        String key = "orgrelay.sources." + name + ".";
        settings.put(key + "authentication.scheme", "header");
        settings.put(key + "authentication.secrets", "hunter2");
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            settings.put(key + line.substring(0, equals), line.substring(equals + 1));
        });
    }
}
