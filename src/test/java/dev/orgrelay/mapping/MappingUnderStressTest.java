package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.SourceIds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingUnderStressTest {

    private static final int THREADS = 8;
    private static final int EVALUATIONS = Boolean.getBoolean("test.long") ? 20_000 : 5_000;
    private static final int ROUNDS = Boolean.getBoolean("test.long") ? 2_000 : 700;
    private static final int PER_DELIVERY = 25;

    private static final String TEAMS =
            "($team := body.team; $kind := $match(body.action, /^(creat|edit|delet)ed$/)[0].groups[0];"
                    + " body.teams.{'operation': 'upsert', 'id': id, 'displayName': $team & ' ' & $replace(name, /\\s+/, ' '),"
                    + " 'parent': parent.id ? parent.id : null, 'eventId': $kind & '-' & $string(id)})";

    @Test
    void oneMappingServesManyThreadsAtOnce() throws Exception {
        Mapping mapping = Inputs.mapping(TEAMS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> tasks = IntStream.range(0, EVALUATIONS / PER_DELIVERY)
                    .<Callable<Integer>>mapToObj(i -> () -> mapDelivery(mapping, i * PER_DELIVERY))
                    .toList();
            int mapped = 0;
            for (Future<Integer> result : threads.invokeAll(tasks)) {
                mapped += result.get();
            }
            assertThat(mapped).isEqualTo(EVALUATIONS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int mapDelivery(Mapping mapping, int from) {
        List<Input> inputs = IntStream.range(from, from + PER_DELIVERY)
                .mapToObj(i -> Inputs.body("{'team': 'T" + i + "', 'action': 'edited', 'teams': [{'id': " + i
                        + ", 'name': 'A  " + i + "', 'parent': {'id': " + (i + 1) + "}}, {'id': " + (i + 2)
                        + ", 'name': 'B'}]}"))
                .toList();
        List<List<MappedFields>> results = mapping.evaluate(inputs);
        for (int i = 0; i < PER_DELIVERY; i++) {
            assertThat(results.get(i)).isEqualTo(expected(from + i));
        }
        return results.size();
    }

    private static List<MappedFields> expected(int i) {
        return List.of(
                fields(
                        i,
                        "T" + i + " A " + i,
                        Optional.of(Reference.bySourceId("" + (i + 1), SourceIds.SECOND)),
                        "edit-" + i),
                fields(i + 2, "T" + i + " B", Optional.empty(), "edit-" + (i + 2)));
    }

    private static MappedFields fields(int id, String name, Optional<Reference> parent, String event) {
        return new MappedFields(
                Operation.UPSERT,
                Optional.of(Reference.bySourceId("" + id, SourceIds.SECOND)),
                Optional.of(name),
                new ParentField(true, parent),
                Optional.empty(),
                Optional.of(event),
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverArrivesIsMappedOrTurnedAway(long seed) {
        Random random = new Random(seed);
        Mapping mapping = Inputs.mapping(
                "(body.a ? body.a : body).{'operation': $exists(op) ? op : 'upsert', 'id': id, 'displayName': name,"
                        + " 'parent': parent, 'occurredAt': at, 'eventId': $string(event), 'tenant': $parse(tenant)}");
        ResultReader interpretation = new ResultReader(new Routing("hr", "plant", Map.of()));
        int changes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode body = value(random, 4);
            try {
                List<Mapped> mapped =
                        interpretation.of(mapping.evaluate(Inputs.body(body)), Envelope.receivedAt(Inputs.NOW));
                changes += mapped.get(0) instanceof Mapped.ToApply ? 1 : 0;
            } catch (IntakeException turnedAway) {
                assertThat(turnedAway.getMessage()).isNotBlank().hasSizeLessThanOrEqualTo(200);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + body, e);
            }
        }
        assertThat(changes).as("some of it must get through").isGreaterThan(20);
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 14 : 8)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextInt());
            case 3 -> json.numberNode(new BigInteger(random.nextInt(200), random));
            case 4 ->
                json.numberNode(new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(900) - 450));
            case 5, 6, 7 -> json.textNode(text(random));
            case 8, 9 -> array(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static String text(Random random) {
        List<String> texts = List.of(
                "",
                "create",
                "delete",
                "update",
                "seattle",
                "Büro",
                "2026-11-23T10:00:00Z",
                "1608725989",
                "{\"a\":1}",
                "\"t\"",
                "$1",
                "/Date(1)/",
                "\u0000",
                "\ud83d\ude00",
                "x".repeat(1_500));
        return texts.get(random.nextInt(texts.size()));
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(random, depth));
        }
        return array;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("op", "id", "name", "parent", "at", "event", "tenant", "a")) {
            if (random.nextInt(3) == 0) {
                object.set(name, random.nextInt(3) == 0 ? value(random, depth) : usual(name));
            }
        }
        return object;
    }

    private static JsonNode usual(String name) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (name) {
            case "op" -> json.textNode("upsert");
            case "at" -> json.textNode("2026-11-23T10:00:00Z");
            case "tenant" -> json.textNode("\"acme\"");
            case "a" -> json.objectNode().put("id", 7).put("name", "Seven");
            default -> json.textNode(name);
        };
    }
}
