package dev.orgrelay.mapping;

import dev.orgrelay.message.Event;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The events that need no mapping: their type ends with {@code organization.created}, {@code .updated}, {@code .upserted} or {@code .deleted}, in any case,
 * and their data has the shape of IoT Central's own API. Ids are organization ids and are taken exactly.
 */
public final class OrganizationEvents {

    private static final List<Word> WORDS = List.of(
            new Word("organization.created", Operation.CREATE),
            new Word("organization.updated", Operation.UPDATE),
            new Word("organization.upserted", Operation.UPSERT),
            new Word("organization.deleted", Operation.DELETE));

    /** What one event means that is not kept. */
    public Mapped map(Event event, String source, String application, Instant receivedAt) {
        return map(event, source, application, receivedAt, Optional.empty());
    }

    /**
     * What one event means.
     *
     * @param source name of the configured sender
     * @param application name of the IoT Central application that its changes are for
     * @param original the event as it came
     */
    public Mapped map(Event event, String source, String application, Instant receivedAt, Optional<Original> original) {
        Operation operation = operation(event.type());
        Provenance provenance = new Provenance(
                source,
                operation,
                origin(event),
                Optional.of(event.id()),
                event.time(),
                receivedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                original);
        if (operation == Operation.IGNORE) {
            return new Mapped.NothingToDo(
                    provenance, "type '" + Text.shorten(event.type()) + "' concerns no organization");
        }
        OrganizationData data = new OrganizationData(event);
        try {
            return data.meaning(application, provenance);
        } catch (InvalidContentException e) {
            return new Mapped.Unusable(provenance, application, data.named().map(Text::shorten), e.getMessage());
        }
    }

    private static Operation operation(String type) {
        for (Word word : WORDS) {
            if (word.ends(type)) {
                return word.operation();
            }
        }
        return Operation.IGNORE;
    }

    private record Word(String ending, Operation operation) {

        boolean ends(String type) {
            return type.regionMatches(true, type.length() - ending.length(), ending, 0, ending.length());
        }
    }

    private static Optional<String> origin(Event event) {
        return Optional.of(event.origin()).filter(origin -> !origin.isEmpty());
    }
}
