package dev.orgrelay.notice;

import dev.orgrelay.configuration.OutboundUrl;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is told when something goes bad and when it is well again. */
@ConfigMapping(prefix = "orgrelay.notices")
interface NoticesConfig {

    /**
     * Where notices go: CloudEvents by POST. Its path and query, which may be secrets, are never shown. Without it there are none. No default. Example: {@code
     * https://hooks.example/orgrelay}.
     */
    Optional<OutboundUrl> url();

    /**
     * The secrets that sign them (Standard Webhooks), 24 to 64 bytes in base64 each; every one of them signs, so that a receiver can change its own. Example: {@code
     * whsec_new,whsec_old}.
     */
    Optional<List<String>> secrets();

    /** After how long a change that is still deferred is told. */
    @WithDefault("30m")
    Duration waiting();

    /** Lets notices go to {@code url} in plain http, where anybody on the way reads them. For test beds only. */
    @WithDefault("false")
    boolean dangerousPlainHttp();
}
