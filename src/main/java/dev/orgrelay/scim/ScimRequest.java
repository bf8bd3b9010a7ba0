package dev.orgrelay.scim;

import dev.orgrelay.journal.Recording;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.source.ScimSettings;
import dev.orgrelay.source.Source;
import java.time.Instant;

/**
 * One request of a client that has proved who it is.
 *
 * @param delivery with its body, if it has one
 * @param url where it went, as the client wrote it, without the query; a path if the client does not name a host
 * @param isDryRun whether nothing is to be changed
 * @param isReplay whether an operator has it read again: what came after it stays
 * @param recording of it
 */
public record ScimRequest(
        Source source, Delivery delivery, String url, boolean isDryRun, boolean isReplay, Recording recording) {

    Instant receivedAt() {
        return delivery.receivedAt();
    }

    ScimSettings settings() {
        return source.answering().scim();
    }
}
