package dev.orgrelay.sandbox;

import java.util.Locale;
import java.util.Optional;

/** The five operations of the API. */
enum ApiOperation {
    LIST,
    GET,
    CREATE,
    UPDATE,
    DELETE;

    /** The operation behind a method, on the collection or on one organization. */
    static Optional<ApiOperation> of(String method, boolean onOne) {
        return onOne ? onOne(method) : Optional.of(LIST).filter(list -> method.equals("GET"));
    }

    private static Optional<ApiOperation> onOne(String method) {
        return switch (method) {
            case "GET" -> Optional.of(GET);
            case "PUT" -> Optional.of(CREATE);
            case "PATCH" -> Optional.of(UPDATE);
            case "DELETE" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }

    /** Whether the request has a body. */
    boolean hasBody() {
        return this == CREATE || this == UPDATE;
    }

    /** The word used in counters and in the journal. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
