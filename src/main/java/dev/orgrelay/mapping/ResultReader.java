package dev.orgrelay.mapping;

import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the results of a mapping mean.
 *
 * @param routing of the source
 */
public record ResultReader(Routing routing) {

    private static final Pattern NUMBERED = Pattern.compile("#\\d+$");

    /** The meaning of all results of one message, in their order; a message without any is ignored. */
    public List<Mapped> of(List<MappedFields> results, Envelope envelope) {
        if (results.isEmpty()) {
            return List.of(new Mapped.NothingToDo(nothing(envelope), "the mapping makes nothing of it"));
        }
        Map<Optional<String>, Integer> counts = new HashMap<>();
        List<Mapped> mapped = new ArrayList<>();
        for (MappedFields fields : results) {
            int number = counts.merge(fields.organization().map(Reference::key), 1, Integer::sum);
            mapped.add(mapped(fields, provenance(fields, envelope, number)));
        }
        return List.copyOf(mapped);
    }

    private Mapped mapped(MappedFields fields, Provenance provenance) {
        if (fields.operation() == Operation.IGNORE) {
            return new Mapped.NothingToDo(provenance, "the mapping ignores it");
        }
        try {
            String application = application(fields);
            return fields.operation() == Operation.RESYNC
                    ? new Mapped.ToResync(provenance, application, "something changed, only a reconcile can tell what")
                    : read(fields, application, provenance);
        } catch (InvalidContentException e) {
            return new Mapped.Unusable(provenance, routing.application(), named(fields), e.getMessage());
        }
    }

    private String application(MappedFields fields) {
        return routing.applicationFor(fields.tenant())
                .orElseThrow(() -> new InvalidContentException(fields.tenant()
                        .map(tenant -> "tenant '" + Text.shorten(tenant) + "' has no application: set orgrelay.sources."
                                + routing.source() + ".tenants.<tenant>")
                        .orElse("the mapping names no tenant, and the application depends on it")));
    }

    private static Mapped read(MappedFields fields, String application, Provenance provenance) {
        Reference reference = fields.organization()
                .orElseThrow(() ->
                        new InvalidContentException("the mapping names no organization: neither id nor organization"));
        return fields.operation() == Operation.REFETCH
                ? new Mapped.ToRefetch(provenance, application, reference.organization(), reference.value())
                : fields.meaning(application, provenance);
    }

    private static Optional<String> named(MappedFields fields) {
        return fields.organization().map(Reference::value).map(Text::shorten);
    }

    private Provenance provenance(MappedFields fields, Envelope envelope, int number) {
        return new Provenance(
                routing.source(),
                fields.operation(),
                origin(envelope, number),
                fields.eventId().or(envelope::eventId),
                fields.occurredAt().or(envelope::occurredAt),
                envelope.receivedAt(),
                fields.organization().flatMap(Reference::sourceId),
                fields.parent().reference().flatMap(Reference::sourceId),
                fields.tenant(),
                envelope.original());
    }

    /** Further changes of one organization are other events; no origin is by itself what one of theirs is. */
    private static Optional<String> origin(Envelope envelope, int number) {
        boolean isPlain =
                number == 1 && envelope.origin().filter(NUMBERED.asPredicate()).isEmpty();
        return isPlain ? envelope.origin() : Optional.of(envelope.origin().orElse("") + "#" + number);
    }

    private Provenance nothing(Envelope envelope) {
        return new Provenance(
                routing.source(),
                Operation.IGNORE,
                envelope.origin(),
                envelope.eventId(),
                envelope.occurredAt(),
                envelope.receivedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                envelope.original());
    }
}
