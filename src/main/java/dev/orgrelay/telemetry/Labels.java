package dev.orgrelay.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** What spans and metrics are labelled with: OpenTelemetry's own names where there are any. */
final class Labels {

    static final AttributeKey<String> APPLICATION = AttributeKey.stringKey("orgrelay.application");
    static final AttributeKey<String> SOURCE = AttributeKey.stringKey("orgrelay.source");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("orgrelay.operation");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("orgrelay.outcome");
    static final AttributeKey<String> ORGANIZATION = AttributeKey.stringKey("orgrelay.organization");
    static final AttributeKey<String> EVENT = AttributeKey.stringKey("orgrelay.event.id");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> INVOCATION = AttributeKey.stringKey("faas.invocation_id");

    private Labels() {}
}
