package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.http.ApiDescription.Operation;
import dev.orgrelay.organization.Text;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every answer that a test of the running application hears against the description of the API. */
public final class DescribedAnswers implements QuarkusTestBeforeClassCallback, QuarkusTestBeforeEachCallback, Filter {

    /** Operation and status of the answers so far, with the media type if there is one. */
    static final Set<String> HEARD = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeClass(Class<?> testClass) {
        RestAssured.replaceFiltersWith(this);
    }

    /** What a failure shows is kept as it is: to print each request and answer prettily takes longer than to send and read it. */
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.config = RestAssured.config()
                .logConfig(RestAssured.config().getLogConfig().enablePrettyPrinting(false));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        String path = URI.create(request.getURI()).getRawPath();
        if ((path.startsWith("/api") || path.startsWith("/sandbox/"))
                && !request.getMethod().equals("HEAD")) {
            Optional<Operation> operation = ApiDescription.operation(request.getMethod(), path);
            String mediaType = String.valueOf(answer.contentType()).split(";")[0];
            operation.ifPresent(known -> HEARD.add(known + " " + answer.statusCode() + " " + mediaType));
            assertThat(operation
                            .map(known ->
                                    ApiDescription.mistakes(known, answer.statusCode(), mediaType, answer.asString()))
                            .orElseGet(() -> answer.statusCode() < 300 ? List.of("this path") : List.of()))
                    .as(
                            "what openapi.yaml does not say of the answer to %s %s: %d %s",
                            request.getMethod(), path, answer.statusCode(), Text.shorten(answer.asString(), 1_000))
                    .isEmpty();
        }
        return answer;
    }
}
