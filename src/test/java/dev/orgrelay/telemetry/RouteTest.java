package dev.orgrelay.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/api/events, 200, /api/events",
        "/api/events/hr/Groups/42, 200, /api/events/{source}",
        "/api/events/nobody, 404, /api/events/{source}",
        "/api/organizations, 200, /api/organizations",
        "/api/organizations/seattle, 200, /api/organizations/{id}",
        "/api/whatever/somebody/tries, 404, /api/{unknown}",
        "/eventgrid, 200, /eventgrid",
        "/whatever, 404, /{unknown}"
    })
    void thereAreOnlySoManyRoutes(String path, int status, String route) {
        assertThat(Route.of(path, status)).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/events, true",
        "GET, /api/organizations, true",
        "POST, /eventgrid, true",
        "GET, /, false",
        "GET, /q/health/ready, false",
        "PUT, /sandbox/api/organizations/a, false",
        "POST, /q/dev/logstream, false"
    })
    void probesHealthAndTheSandboxAreNoWorkOfOurs(String method, String path, boolean isMeantForUs) {
        assertThat(Route.isMeantForUs(method, path)).isEqualTo(isMeantForUs);
    }
}
