package dev.orgrelay.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * One table of Azure Table Storage; it is created when something is first put into it. Every method fails with a {@link StorageException}.
 *
 * @param endpoint of the account's tables
 */
record Table(TablesApi api, Calls calls, String name, URI endpoint) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final List<String> CONTINUATION = List.of("NextPartitionKey", "NextRowKey");

    /** Empty if there is none. */
    Uni<Optional<TableEntity>> get(TableEntity.Id id) {
        return calls.make(() -> api.get(name, id.partition(), id.row()))
                .map(answer -> Optional.of(new TableEntity(json(answer), version(answer))))
                .onFailure(is(NOT_FOUND))
                .recoverWithItem(Optional.empty());
    }

    /**
     * Some of the entities that {@code options} ask for.
     *
     * @param options of the query, such as {@code $filter}; with {@link EntityPage#next()} the following ones
     */
    Uni<EntityPage> query(Map<String, String> options) {
        return page(() -> api.query(name, options));
    }

    /** The same; {@link #version(JsonNode)} knows the version of each. */
    Uni<EntityPage> queryWithVersions(Map<String, String> options) {
        return page(() -> api.queryWithVersions(name, options));
    }

    /** The first page that is not empty: the service may answer with an empty one and go on from there. */
    static Uni<EntityPage> notEmpty(Function<Map<String, String>, Uni<EntityPage>> query, Map<String, String> options) {
        return query.apply(options).flatMap(page -> {
            if (!page.properties().isEmpty() || page.next().isEmpty()) {
                return Uni.createFrom().item(page);
            }
            Map<String, String> further = new HashMap<>(options);
            further.putAll(page.next());
            return notEmpty(query, further);
        });
    }

    private Uni<EntityPage> page(Supplier<Uni<RestResponse<String>>> query) {
        return calls.make(query)
                .map(Table::rows)
                .onFailure(is(NOT_FOUND))
                .recoverWithItem(new EntityPage(List.of(), Map.of()));
    }

    /** The version of the new entity; empty if there is one already. */
    Uni<Optional<String>> insert(TableEntity.Id id, ObjectNode properties) {
        ObjectNode entity =
                properties.deepCopy().put("PartitionKey", id.partition()).put("RowKey", id.row());
        return inExistingTable(() -> calls.make(() -> api.insert(name, entity).map(Table::written)))
                .map(answer -> Optional.of(version(answer)))
                .onFailure(is(CONFLICT))
                .recoverWithItem(Optional.empty());
    }

    /** The new version; empty if the entity has no longer that {@code version}. */
    Uni<Optional<String>> replace(TableEntity.Id id, String version, ObjectNode properties) {
        return ifUnchanged(() -> api.replace(name, id.partition(), id.row(), version, properties))
                .map(answer -> answer.map(Table::version));
    }

    /** The same, but leaves the properties that are not mentioned. */
    Uni<Optional<String>> merge(TableEntity.Id id, String version, ObjectNode properties) {
        return ifUnchanged(() -> api.merge(name, id.partition(), id.row(), version, properties))
                .map(answer -> answer.map(Table::version));
    }

    /** Whatever was there before. */
    Uni<Void> put(TableEntity.Id id, ObjectNode properties) {
        return inExistingTable(() -> calls.make(() -> api.replace(name, id.partition(), id.row(), null, properties)
                        .map(Table::written)))
                .replaceWithVoid();
    }

    /** Whatever was there before; all of them or none. They are of one partition, and at most {@link EntityGroup#MOST}. */
    Uni<Void> putAll(Map<TableEntity.Id, ObjectNode> entities) {
        return inExistingTable(() -> group(EntityGroup.puts(url(), entities)));
    }

    /** The same, for entities that are there. */
    Uni<Void> deleteAll(Collection<TableEntity.Id> ids) {
        return group(EntityGroup.deletes(url(), ids));
    }

    private URI url() {
        return URI.create(endpoint.toString().replaceFirst("/+$", "") + "/" + name);
    }

    private Uni<Void> group(String requests) {
        return calls.make(() -> api.group(requests)
                        .invoke(answer -> EntityGroup.requireWritten(
                                Optional.ofNullable(answer.getEntity()).orElse(""))))
                .replaceWithVoid();
    }

    /**
     * False if there is none with that version any more.
     *
     * @param version {@code *} for any
     */
    Uni<Boolean> delete(TableEntity.Id id, String version) {
        return ifUnchanged(() -> api.delete(name, id.partition(), id.row(), version))
                .map(Optional::isPresent);
    }

    private Uni<Optional<RestResponse<String>>> ifUnchanged(Supplier<Uni<RestResponse<String>>> call) {
        return calls.make(() -> call.get().map(Table::written))
                .map(Optional::of)
                .onFailure(failure ->
                        is(PRECONDITION_FAILED).test(failure) || is(NOT_FOUND).test(failure))
                .recoverWithItem(Optional.empty());
    }

    private <T> Uni<T> inExistingTable(Supplier<Uni<T>> work) {
        return work.get().onFailure(is(NOT_FOUND)).recoverWithUni(() -> create().flatMap(created -> work.get()));
    }

    private Uni<Void> create() {
        ObjectNode table = JsonNodeFactory.instance.objectNode().put("TableName", name);
        return calls.make(() -> api.createTable(table).map(Table::written))
                .replaceWithVoid()
                .onFailure(is(CONFLICT))
                .recoverWithNull();
    }

    private static EntityPage rows(RestResponse<String> answer) {
        List<JsonNode> found = json(answer).path("value").valueStream().toList();
        Map<String, String> next = new HashMap<>();
        CONTINUATION.forEach(key -> Optional.ofNullable(answer.getHeaderString("x-ms-continuation-" + key))
                .ifPresent(value -> next.put(key, value)));
        return new EntityPage(found, next);
    }

    private static JsonNode json(RestResponse<String> answer) {
        return object(Optional.ofNullable(answer.getEntity()).orElse(""))
                .orElseThrow(() -> StorageException.unreadable("something that is no JSON object"));
    }

    /** The JSON object that {@code text} is; empty if it is something else. */
    static Optional<ObjectNode> object(String text) {
        try {
            return Optional.of(JSON.readTree(text))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Nothing else counts: what was written may be believed to be there only if the service says so. */
    private static RestResponse<String> written(RestResponse<String> answer) {
        if (answer.getStatus() == CREATED || answer.getStatus() == NO_CONTENT) {
            return answer;
        }
        throw StorageException.unreadable(answer.getStatus() + ", which is no answer to a write");
    }

    /** Of an entity that was queried with its version. */
    static String version(JsonNode entity) {
        return Optional.ofNullable(entity.path("odata.etag").textValue())
                .orElseThrow(() -> StorageException.unreadable("no ETag"));
    }

    private static String version(RestResponse<String> answer) {
        return Optional.ofNullable(answer.getHeaderString(HttpHeaders.ETAG))
                .orElseThrow(() -> StorageException.unreadable("no ETag"));
    }

    private static Predicate<Throwable> is(int status) {
        return failure -> failure instanceof StorageException storage && storage.is(status);
    }
}
