package dev.orgrelay;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Lets chains of asynchronous steps run without carrying contexts along.
 *
 * <p>What has to be known of a request is in Vert.x' own context, which follows it anyway; nothing here reads a transaction or a thread-local at the end of a chain. To
 * capture and restore contexts at each step would be a tenth of what an event costs.
 */
final class PlainContexts {

    void apply(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        Infrastructure.clearInterceptors();
    }
}
