package dev.orgrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.ReceivedRequest.Visible;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal does. */
public abstract class JournalContract {

    /** Late in a day, so that some minutes later it is the next one. */
    protected static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofMinutes(1));

    private static final DeliveryQuery ALL = TestJournal.newest(50);

    protected Journal journal;

    @BeforeEach
    void open() {
        journal = journal();
    }

    protected abstract Journal journal();

    @Test
    void aDeliveryIsFoundAsItWas() {
        DeliveryRecord delivery = delivery(1, "hr", applied("seattle", "e1"));
        journal.add(delivery);

        JsonNode found = journal.find(delivery.id()).await().indefinitely().orElseThrow();
        ObjectNode whole = DeliveryJson.whole(DeliveryJson.head(delivery), DeliveryJson.rest(delivery));
        assertThat(found.toString()).isEqualTo(whole.toString());
        assertThat(found.path("messages")
                        .path(0)
                        .path("outcome")
                        .path("outcome")
                        .asText())
                .isEqualTo("applied");
        assertThat(journal.find(id(2)).await().indefinitely()).isEmpty();
    }

    @Test
    void theyAreListedNewestFirstOverDaysByWhateverTheyAreLookedFor() {
        for (int i = 0; i < 10; i++) { // the last ones are on the next day
            journal.add(delivery(i * 15_000, i % 2 == 0 ? "hr" : "crm", applied("seattle", "e" + i), stale("rome")));
        }
        List<DeliveryId> all = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> id((10 - i) * 15_000L))
                .toList();
        List<DeliveryId> ofHr =
                all.stream().filter(id -> all.indexOf(id) % 2 == 1).toList();
        assertThat(ids(ALL)).isEqualTo(all);
        assertThat(ids(query("hr", Set.of(), null, null))).isEqualTo(ofHr);
        assertThat(ids(query(null, Set.of(), "seattle", null))).isEqualTo(all);
        assertThat(ids(query("hr", Set.of(), "rome", null))).isEqualTo(ofHr);
        assertThat(ids(query(null, Set.of("stale"), null, null))).isEqualTo(all);
        assertThat(ids(query(null, Set.of("stale"), "rome", null))).isEqualTo(all);
        assertThat(ids(query(null, Set.of("stale"), "seattle", null))).isEmpty();
        assertThat(ids(query(null, Set.of("applied"), null, null))).isEqualTo(all);
        assertThat(ids(query(null, Set.of("refused"), null, null))).isEmpty();
        assertThat(ids(query(null, Set.of(), null, "e3"))).isEqualTo(List.of(all.get(6)));
        assertThat(ids(query(null, Set.of(), null, "e"))).isEmpty();
    }

    @Test
    void timesAreLimitedOnBothSides() {
        for (int i = 0; i < 4; i++) {
            journal.add(delivery(i * 60_000, "hr", applied("seattle", "e" + i)));
        }
        DeliveryQuery middle = between(at(60_000), at(180_000));
        assertThat(ids(middle)).isEqualTo(List.of(id(120_000), id(60_000)));
        DeliveryQuery after = new DeliveryQuery(
                Optional.empty(),
                Set.of(),
                Optional.of("seattle"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(id(60_000)),
                50);
        assertThat(ids(after)).isEqualTo(List.of(id(180_000), id(120_000)));
    }

    @Test
    void pagesHaveNeitherGapsNorDoublesWhileNewOnesArrive() {
        for (int i = 0; i < 130; i++) {
            journal.add(delivery(i * 1_000, "hr", applied("seattle", "e" + i)));
        }
        for (String organization : new String[] {null, "seattle"}) {
            List<DeliveryId> paged = new ArrayList<>();
            Optional<DeliveryId> next = Optional.empty();
            do {
                Journal.Page page =
                        journal.list(page(organization, next)).await().indefinitely();
                paged.addAll(ids(page));
                next = page.next();
                journal.add(delivery(
                        200_000 + paged.size() + (organization == null ? 0 : 500), "hr", applied("seattle", "new")));
            } while (next.isPresent());
            assertThat(paged).hasSizeGreaterThanOrEqualTo(130).doesNotHaveDuplicates();
            assertThat(paged.subList(paged.size() - 130, paged.size()))
                    .isEqualTo(IntStream.rangeClosed(1, 130)
                            .mapToObj(i -> id((130 - i) * 1_000L))
                            .toList());
        }
    }

    @Test
    void aDeliveryOfManyOrganizationsIsFoundByEachOfThem() {
        RecordedMessage[] many = IntStream.range(0, 400)
                .mapToObj(i -> applied("unit-" + i, "e" + i))
                .toArray(RecordedMessage[]::new);
        journal.add(delivery(1, "hr", many));
        journal.add(delivery(2, "hr", applied("unit-399", "later")));

        assertThat(ids(query(null, Set.of(), "unit-0", null))).isEqualTo(List.of(id(1)));
        assertThat(ids(query(null, Set.of(), "unit-399", null))).isEqualTo(List.of(id(2), id(1)));
        assertThat(ids(query(null, Set.of(), null, "e200"))).isEqualTo(List.of(id(1)));
        assertThat(journal.find(id(1)).await().indefinitely().orElseThrow().path("messages"))
                .hasSize(400);
    }

    @Test
    void whatStrangersSendIsFoundAsTurnedAway() {
        journal.add(stranger(1, "no signature"));
        journal.add(delivery(2, "hr", applied("seattle", "e1")));
        assertThat(ids(query(null, Set.of("turned-away"), null, null))).isEqualTo(List.of(id(1)));
        assertThat(ids(ALL)).isEqualTo(List.of(id(2), id(1)));
        assertThat(journal.find(id(1))
                        .await()
                        .indefinitely()
                        .orElseThrow()
                        .path("detail")
                        .asText())
                .isEqualTo("no signature");
    }

    protected List<DeliveryId> ids(DeliveryQuery query) {
        Journal.Page page = journal.list(query).await().indefinitely();
        assertThat(page.next()).isEmpty();
        return ids(page);
    }

    private static List<DeliveryId> ids(Journal.Page page) {
        return page.deliveries().stream()
                .map(head -> DeliveryId.parse(head.path("id").asText()).orElseThrow())
                .toList();
    }

    protected static DeliveryQuery query(String source, Set<String> outcomes, String organization, String event) {
        return new DeliveryQuery(
                Optional.ofNullable(source),
                outcomes,
                Optional.ofNullable(organization),
                Optional.empty(),
                Optional.ofNullable(event),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                50);
    }

    private static DeliveryQuery between(Instant since, Instant until) {
        return new DeliveryQuery(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(since),
                Optional.of(until),
                Optional.empty(),
                Optional.empty(),
                50);
    }

    private static DeliveryQuery page(String organization, Optional<DeliveryId> before) {
        return new DeliveryQuery(
                Optional.empty(),
                Set.of(),
                Optional.ofNullable(organization),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                before,
                Optional.empty(),
                20);
    }

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    protected static DeliveryId id(long millis) {
        return DeliveryId.of(at(millis).toEpochMilli() << 12, 7);
    }

    protected static DeliveryRecord delivery(long millis, String source, RecordedMessage... messages) {
        ReceivedRequest request = request(Map.of("a", "b"), new byte[] {'{', '}'});
        return record(millis, source, 200, Optional.empty(), Optional.of(request), List.of(messages));
    }

    protected static ReceivedRequest request(Map<String, String> headers, byte[] body) {
        return ReceivedRequest.of(headers, Optional.of(body), () -> Visible.of(headers, Map.of(), Optional.of(body)));
    }

    protected static DeliveryRecord stranger(long millis, String reason) {
        return record(millis, "hr", 401, Optional.of(reason), Optional.empty(), List.of());
    }

    private static DeliveryRecord record(
            long millis,
            String source,
            int status,
            Optional<String> detail,
            Optional<ReceivedRequest> request,
            List<RecordedMessage> messages) {
        return new DeliveryRecord(
                id(millis),
                at(millis),
                source,
                DeliveryKind.EVENT,
                "POST",
                "/api/events/" + source,
                status,
                Duration.ofMillis(3),
                detail,
                Optional.empty(),
                1,
                10,
                request,
                ProofVerdict.NONE,
                messages,
                Optional.of("{}"));
    }

    protected static RecordedMessage applied(String organization, String event) {
        return message(organization, Optional.of(event), new Outcome.Applied());
    }

    private static RecordedMessage stale(String organization) {
        return message(organization, Optional.empty(), new Outcome.Stale("something newer was applied before"));
    }

    private static RecordedMessage message(String organization, Optional<String> event, Outcome outcome) {
        Provenance provenance =
                new Provenance("hr", Operation.CREATE, Optional.empty(), event, Optional.empty(), Instant.EPOCH);
        Change change = new Change.Create(
                "default", new OrganizationId(organization), "Name of " + organization, Optional.empty(), provenance);
        return new RecordedMessage(provenance, Intended.of(change), Optional.empty(), List.of(), outcome);
    }
}
