package dev.orgrelay.proof.entra;

import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/**
 * Who of all that can get a token may send. What is empty does not matter; what is not must hold.
 *
 * @param roles app roles, of which one is needed
 * @param appIds application ids in lower case, of which the token's must be one
 */
record Admission(Set<String> roles, Set<String> appIds) {

    private static final String ROLES = "roles";

    /** Tokens of version 2.0 name the app in the first, those of version 1.0 in the second. */
    private static final List<String> APP = List.of("azp", "appid");

    Admission {
        if (roles.isEmpty() && appIds.isEmpty()) {
            throw new IllegalArgumentException("somebody must be let in");
        }
        roles = Set.copyOf(roles);
        appIds = Set.copyOf(appIds);
    }

    /** @throws Unauthenticated if the one that {@code claims} are about may not send */
    void check(JwtClaims claims) {
        if (!roles.isEmpty() && !hasRole(claims)) {
            throw new Unauthenticated("the token has none of the app roles that may send here");
        }
        if (!appIds.isEmpty() && !isOfApp(claims)) {
            throw new Unauthenticated("the token is of an app that may not send here");
        }
    }

    private boolean hasRole(JwtClaims claims) {
        return claims.getClaimValue(ROLES) instanceof Collection<?> all
                && all.stream().anyMatch(role -> role instanceof String text && roles.contains(text));
    }

    private boolean isOfApp(JwtClaims claims) {
        return APP.stream()
                .map(claims::getClaimValue)
                .anyMatch(app -> app instanceof String text && appIds.contains(text.toLowerCase(Locale.ROOT)));
    }
}
