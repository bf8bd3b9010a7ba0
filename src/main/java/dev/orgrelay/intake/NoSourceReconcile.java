package dev.orgrelay.intake;

import dev.orgrelay.source.Source;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands in as long as nothing can apply a whole hierarchy. */
@DefaultBean
@ApplicationScoped
class NoSourceReconcile implements SourceReconcile {

    @Override
    public Uni<String> run(Source source) {
        return Uni.createFrom().failure(new UnsupportedOperationException("whole hierarchies cannot be applied yet"));
    }
}
