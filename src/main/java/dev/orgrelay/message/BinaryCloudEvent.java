package dev.orgrelay.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.util.Map;

/**
 * A CloudEvent in binary mode: attributes in {@code ce-} headers, the body is the data (HTTP protocol binding, 3.1).
 *
 * <p>They are turned into the members of structured mode first, so that all further rules exist once.
 */
final class BinaryCloudEvent {

    private static final String PREFIX = "ce-";
    private static final String CONTENT_TYPE_ATTRIBUTE = "datacontenttype";

    private BinaryCloudEvent() {}

    /** Whether a request has any header of binary mode. */
    static boolean isIn(Delivery delivery) {
        for (String name : delivery.headers().keySet()) {
            if (name.startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The event of a request in binary mode. Its data can be read if it is JSON.
     *
     * @throws Malformed if it breaks a rule of CloudEvents 1.0
     */
    static Event read(Delivery delivery) {
        ObjectNode attributes = attributes(delivery.headers());
        delivery.header("content-type").ifPresent(type -> attributes.put(CONTENT_TYPE_ATTRIBUTE, type));
        return CloudEvent.event(
                attributes, () -> delivery.body().length > 0 ? Json.read(delivery) : MissingNode.getInstance());
    }

    private static ObjectNode attributes(Map<String, String> headers) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        headers.forEach((header, value) -> {
            if (header.startsWith(PREFIX)) {
                String name = header.substring(PREFIX.length());
                requireAllowed(name);
                attributes.put(name, HeaderValue.decode(header, value));
            }
        });
        return attributes;
    }

    private static void requireAllowed(String name) {
        if (name.equals(CONTENT_TYPE_ATTRIBUTE)) {
            throw new Malformed("the header ce-datacontenttype is not allowed, Content-Type takes its place");
        }
        if (name.equals("data") || name.equals("data_base64")) {
            throw new Malformed("the header ce-" + name + " is not allowed, the body is the data");
        }
    }
}
