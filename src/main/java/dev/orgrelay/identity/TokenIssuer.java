package dev.orgrelay.identity;

import io.smallrye.mutiny.Uni;

/** Whoever gives tokens. Each subscription asks once. */
@FunctionalInterface
interface TokenIssuer {

    Uni<IssuedToken> issue();
}
