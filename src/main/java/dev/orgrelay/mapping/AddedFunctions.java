package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Jsonata.JFunction;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.SourceIds;
import java.util.Map;

/** The functions that mappings have beyond JSONata's own. Like those, they make nothing of nothing. */
record AddedFunctions(Bounds bounds, SourceIds ids) {

    Map<String, JFunction> byName() {
        return Map.of(
                "parse", Arguments.function(this::parse, "<s-:x>"),
                "organizationId", Arguments.function(this::organizationId, "<(sn)-:s>"));
    }

    /** JSON inside a text, read as strictly as a body. */
    private Object parse(Arguments arguments) {
        try {
            return Values.of(Json.read(arguments.text(0)));
        } catch (Malformed e) {
            throw bounds.stop("$parse: " + e.getMessage());
        }
    }

    /** The organization id that stands for a sender's id. */
    private Object organizationId(Arguments arguments) {
        String sourceId = arguments.value(0) instanceof Number number ? digits(number) : arguments.text(0);
        try {
            return ids.organizationId(sourceId).value();
        } catch (InvalidContentException e) {
            throw bounds.stop("$organizationId: " + e.getMessage());
        }
    }

    private String digits(Number number) {
        return Values.digits(number)
                .orElseThrow(() ->
                        bounds.stop("$organizationId: the number is calculated, not all of its digits are right"));
    }
}
