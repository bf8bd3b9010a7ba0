package dev.orgrelay.http;

import static dev.orgrelay.http.JournalOf.ids;
import static dev.orgrelay.http.JournalOf.list;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.LogLines;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries of every format and every fate: each is found, explains itself, and shows no secret. */
public abstract class MixedDeliveries {

    private static final int DELIVERIES =
            Integer.getInteger("journal.deliveries", Boolean.getBoolean("test.long") ? 1_000 : 100);

    /** What is kept of the journal, as it is kept. */
    protected abstract String raw();

    @Test
    void eachIsFoundAndExplainsItselfAndShowsNoSecret() {
        MixedSenders senders = new MixedSenders(Long.toString(System.nanoTime() % 1_000_000, 36));
        List<Sent> sent;
        String log;
        try (LogLines lines = new LogLines("")) {
            sent = senders.send(DELIVERIES);
            log = String.join("\n", lines.all());
        }

        StringBuilder shown = new StringBuilder(log);
        sent.stream().filter(one -> !one.organizations().isEmpty()).forEach(one -> shown.append(found(one)));
        shown.append(withoutOrganization(sent)).append(raw());
        assertThat(log).contains("applied create");
        assertThat(senders.secrets())
                .allSatisfy(
                        secret -> assertThat(shown.indexOf(secret)).as(secret).isNegative());
    }

    /** By each of its organizations, by its outcome, and by its id. */
    private static String found(Sent sent) {
        List<String> found = sent.organizations().stream()
                .flatMap(id -> ids("since=1h&organization=" + id + "&outcome=" + sent.outcome()).stream())
                .distinct()
                .toList();
        assertThat(found).as(sent.toString()).hasSize(1);
        String whole = given().get("/api/deliveries/" + found.get(0)).asString();
        JsonPath json = JsonPath.from(whole);
        assertThat(json.getString("source")).as(whole).isEqualTo(sent.source());
        assertThat(json.getString("kind")).as(whole).isEqualTo(sent.kind());
        assertThat(json.getInt("status")).as(whole).isEqualTo(sent.status());
        assertThat(json.getList("outcomes.outcome")).as(whole).containsOnly(sent.outcome());
        assertThat(json.getList("messages.change.organization")).as(whole).isEqualTo(sent.organizations());
        assertThat(json.getString("messages[0].ledger.decision")).as(whole).isEqualTo(sent.decision());
        if (sent.reason() != null && sent.decision() != null) {
            assertThat(json.getString("messages[0].ledger.reason")).as(whole).contains(sent.reason());
        }
        if (sent.outcome().equals("applied")) {
            assertThat(json.getList("messages.calls.flatten().findAll { it.method != 'GET' }.path", String.class))
                    .as(whole)
                    .hasSameSizeAs(sent.organizations());
        } else {
            assertThat(json.getString("messages[0].outcome.detail")).as(whole).isNotBlank();
        }
        return whole;
    }

    /** Of those nobody knows the organization: they are counted by source, status and outcome. */
    private static String withoutOrganization(List<Sent> all) {
        Map<Sent, Long> expected =
                all.stream().filter(one -> one.organizations().isEmpty()).collect(groupingBy(one -> one, counting()));
        StringBuilder shown = new StringBuilder();
        expected.forEach((sent, count) -> {
            String of = "since=1h&limit=200&source=" + sent.source() + "&status=" + sent.status() + "&outcome="
                    + sent.outcome();
            List<Map<String, Object>> found = list(of).getList("value");
            List<String> wholes = new ArrayList<>();
            long times = 0;
            for (Map<String, Object> head : found) {
                String whole = given().get("/api/deliveries/" + head.get("id")).asString();
                if (whole.contains(sent.reason())) {
                    wholes.add(whole);
                    times += ((Number) head.getOrDefault("count", 1)).longValue();
                }
            }
            assertThat(times).as(sent + " of " + found.size()).isGreaterThanOrEqualTo(count);
            wholes.forEach(shown::append);
        });
        return shown.toString();
    }
}
