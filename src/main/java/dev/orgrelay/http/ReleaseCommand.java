package dev.orgrelay.http;

import dev.orgrelay.relay.reconcile.HeldDeletes;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import java.net.URI;

/** The command by which an operator releases deletes that are held. */
record ReleaseCommand(HeldDeletes.Entry held, Sources sources, URI base) {

    /** A hierarchy that was posted has to be posted again; whose it was, only its sender knows. */
    String text() {
        boolean hasSnapshot =
                sources.named(held.source()).flatMap(Source::snapshot).isPresent();
        String source = sources.named(held.source()).isPresent() ? "&source=" + held.source() : "";
        String scope = held.scope().map(root -> "&scope=" + root).orElse("");
        return "curl -X POST -H \"" + OperatorRequests.KEY + ": $ORGRELAY_OPERATOR_KEY\" '" + base.resolve("reconcile")
                + "?application=" + held.application() + source + scope + "&policy=sync&release=" + held.digest() + "'"
                + (hasSnapshot ? "" : " -H 'content-type: application/json' --data-binary @hierarchy.json");
    }
}
