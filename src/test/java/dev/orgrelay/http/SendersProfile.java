package dev.orgrelay.http;

import dev.orgrelay.docs.ConnectPage;
import dev.orgrelay.intake.CountingReconcile;
import dev.orgrelay.proof.entra.SenderToken;
import dev.orgrelay.relay.MemoryQueue;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Several senders at once, each of another kind. */
public class SendersProfile implements QuarkusTestProfile {

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";

    private final Map<String, String> settings = new HashMap<>();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(CountingReconcile.class, MemoryQueue.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        application("default");
        application("emea");
        for (String hanging : List.of("slow", "stuck")) {
            application(hanging);
            settings.put("orgrelay.applications." + hanging + ".response-timeout", "3s");
            settings.put("orgrelay.applications." + hanging + ".retry-for", "3s");
        }
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
        source("keyed-forms", """
                format=form
                mapping=body.{'operation': 'create', 'id': unit, 'displayName': name}
                authentication.scheme=query
                """);
        settings.put("orgrelay.sources.directory.preset", "scim");
        settings.put("orgrelay.sources.directory.authentication.secrets", "a-key-of-hunter2");
        scim("by-members", "scim.hierarchy=members");
        scim("by-attribute", "scim.hierarchy=attribute");
        scim("scoped", "scim.hierarchy=attribute\nscim.scope=scope-of-scim");
        application("large");
        settings.put("orgrelay.applications.large.max-organizations", "5000");
        scim("many", "application=large");
        application("hasty");
        settings.put("orgrelay.applications.hasty.retry-for", "1ms");
        scim("replayed", "application=hasty");
        scim("no-deletes", "operations=create,update");
        source("scim", """
                format=json
                mapping={'operation': method = 'DELETE' ? 'delete' : 'upsert', 'id': $substringAfter(path, '/'), \
                'displayName': body.displayName, 'parent': null}
                """);
        source("clouds", """
                format=cloudevents
                mapping=body.{'operation': 'create', 'id': data.key, 'displayName': type}
                """);
        source("some-clouds", """
                format=cloudevents
                mapping=body[type='unit'].{'operation': 'create', 'id': data.key, 'displayName': type}
                """);
        source("export", """
                format=json
                mapping=body.nothing
                snapshot.mapping=body.{'operation': Active = 'J' ? 'create' : 'ignore', 'id': DeptNo, 'displayName': Name, \
                'parent': ParentDeptNo}
                """);
        source("nested", """
                format=json
                mapping={'operation': 'upsert', 'id': body.unit.id, 'displayName': body.unit.name, 'parent': body.unit.parent.id}
                """);
        source("xml", """
                format=text
                mapping=$contains(body, /^<unit /) ? {'operation': 'create', 'id': $match(body, /id="(.*?)"/).groups[0], \
                'displayName': 'Xml'} : {'operation': 'ignore'}
                """);
        String future =
                "mapping=body.{'operation': 'create', 'id': id, 'displayName': id, 'occurredAt': at}\nformat=json\n";
        source("later", future + "future=defer");
        source("never", future + "future=ignore");
        source("thin", """
                format=json
                mapping={'operation': 'refetch', 'id': body.id, 'eventId': body.event}
                lookup.url=http://127.0.0.1:${quarkus.http.test-port}/sandbox/api/organizations/{id}?api-version=2022-07-31
                lookup.headers.authorization=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000
                lookup.mapping={'operation': 'upsert', 'id': query.id, 'displayName': 'looked up ' & body.displayName}
                lookup.not-found=delete
                """);
        source("later-on", "delivery=queue");
        source("eventgrid", "delivery=queue");
        source("neighbours", """
                format=json
                messages=.
                tenants.quick=default
                tenants.stuck=stuck
                mapping={'operation': 'create', 'organization': body.id, 'displayName': body.id, 'tenant': body.at}
                """);
        settings.put("orgrelay.sources.signed.authentication.scheme", "hmac");
        settings.put("orgrelay.sources.signed.authentication.secrets", "a-key-of-hunter2");
        source("nameless", "format=json\nmapping={'operation': 'create', 'id': body.unit}");
        source("discreet", "delivery=queue\nkeep-messages=false");
        young();
        source("whole", """
                format=json
                mapping={'operation': 'resync'}
                snapshot.url=http://127.0.0.1:${quarkus.http.test-port}/sandbox/api/organizations?api-version=2022-07-31
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
        entra("grid");
        entra("lonely");
        odd();
        settings.putAll(ConnectPage.read().settings());
        source("slow", """
                format=json
                mapping=$contains(body.text, /(.*a){12}b/) ? {'operation': 'ignore'}
                """);
        Stream.of(DryRunTest.sources(), EventLoopTest.sources(), OperationsTest.sources())
                .forEach(settings::putAll);
        settings.put("orgrelay.sources.teams.preset", "test-preset");
        settings.put("orgrelay.sources.teams.constants.prefix", "squad");
        settings.put("orgrelay.sources.teams.authentication.secrets", "a-key-of-hunter2");
        return settings;
    }

    private void scim(String name, String lines) {
        source(name, lines);
        settings.put("orgrelay.sources." + name + ".preset", "scim");
        settings.put("orgrelay.sources." + name + ".authentication.scheme", "bearer");
    }

    /** Of their messages only those that have waited for their time can become a change. */
    private void young() {
        String made =
                ", 'displayName': $millis() > $number(body.from) ? body.name & ' ' & headers.`x-team` & ' ' & path"
                        + " & ' ' & query.kind}";
        String mapping = "\nmapping={'operation': 'create', 'id': body.id" + made;
        source("young", "format=json" + mapping);
        source("young-parts", "format=json\nmessages=units" + mapping);
        source("young-forms", "format=form" + mapping);
        source(
                "young-errors",
                "format=json\nmapping={'operation': 'create', 'id': body.id, 'displayName': $millis() > body.from ?"
                        + " $number('nothing')}");
        source("young-discreet", "format=json\nkeep-messages=false" + mapping);
        source(
                "young-texts",
                "format=text\nmapping=($p := $split(body, ';'); {'operation': 'create', 'id': $p[0], 'displayName':"
                        + " $millis() > $number($p[2]) ? $p[1] & ' ' & headers.`x-team` & ' ' & path & ' ' & query.kind})");
        source(
                "young-clouds",
                "format=cloudevents\nmapping={'operation': 'create', 'id': body.data.id, 'displayName': $millis() >"
                        + " body.data.from ? body.data.name & ' ' & headers.`x-team` & ' ' & path & ' ' & query.kind}");
    }

    /** Senders that nobody has ever seen. */
    private void odd() {
        source("attributes", """
                format=json
                mapping=($a := $merge(body.record.attrs.{k: v}); {'operation': $a.STATUS = 'X' ? 'delete' : 'upsert', \
                'id': body.record.key, 'displayName': $a.BEZEICHNUNG, 'parent': $a.VORGESETZTE_STELLE ? \
                $a.VORGESETZTE_STELLE : null, 'occurredAt': $number($a.STAND)})
                """);
        source("nested-text", """
                format=json
                messages=envelope.payload.units
                mapping=body.{'operation': $lookup({'N': 'create', 'M': 'update', 'L': 'delete'}, act), 'id': ref, \
                'displayName': $parse(label).en, 'eventId': seq}
                """);
        source("verbs", """
                format=form
                mapping=($p := $split(path, '/'); {'operation': $lookup({'add': 'create', 'rename': 'update', \
                'drop': 'delete'}, $p[1]), 'id': query.unit, 'displayName': body.title})
                """);
    }

    private void application(String name) {
        String key = "orgrelay.applications." + name;
        settings.put(key + ".url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox");
        settings.put(key + ".api-token", TOKEN);
        settings.put(key + ".requests-per-second", "1000");
    }

    /** With an issuer on a port of its own, where nobody is yet. */
    private void entra(String name) {
        String key = "orgrelay.sources." + name + ".authentication.";
        settings.put(key + "scheme", "entra");
        settings.put(key + "entra.tenant-id", SenderToken.TENANT);
        settings.put(key + "entra.authority", "http://127.0.0.1:" + freePort());
        settings.put(key + "entra.audience", SenderToken.AUDIENCE);
        settings.put(key + "entra.roles", SenderToken.ROLE);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void source(String name, String lines) {
        String key = "orgrelay.sources." + name + ".";
        settings.put(key + "authentication.scheme", "header");
        settings.put(key + "authentication.secrets", "a-key-of-hunter2");
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            settings.put(key + line.substring(0, equals), line.substring(equals + 1));
        });
    }
}
