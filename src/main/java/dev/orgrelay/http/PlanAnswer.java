package dev.orgrelay.http;

import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.PlanText;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.PlanJson;
import io.vertx.core.MultiMap;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A plan as JSON or, for those who ask for {@code text/plain}, for people; with colours for {@code ?colour=true}. */
final class PlanAnswer {

    /** How many organizations differ: 0 means that nothing is to be done, like an exit code. */
    static final String CHANGES = "X-Plan-Changes";

    static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final boolean isForPeople;
    private final PlanText text;

    /** @throws ProblemException if the colours that {@code query} asks for cannot be understood */
    PlanAnswer(HttpHeaders headers, MultiMap query) {
        this.isForPeople = wantsText(headers);
        this.text = new PlanText(colour(query));
    }

    Response of(Plan plan, Rules rules) {
        return (isForPeople
                        ? Response.ok(text.of(plan), TEXT)
                        : Response.ok(PlanJson.of(plan, rules), MediaType.APPLICATION_JSON))
                .header(CHANGES, plan.changes())
                .build();
    }

    /** The types are sorted by preference; whoever takes anything gets JSON. */
    static boolean wantsText(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_PLAIN_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    private static PlanText.Colour colour(MultiMap query) {
        String written = query.contains("colour") ? query.get("colour") : query.get("color");
        if (written != null && !written.equals("true") && !written.equals("false")) {
            throw new ProblemException(400, "colour must be true or false");
        }
        return "true".equals(written) ? PlanText.Colour.ANSI : PlanText.Colour.NONE;
    }
}
