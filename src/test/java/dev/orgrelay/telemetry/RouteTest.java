package dev.orgrelay.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/api/events, /api/events",
        "/api/events/hr/Groups/42, /api/events/{source}",
        "/api/events/nobody, /api/events/{source}",
        "/api/organizations, /api/organizations",
        "/api/organizations/seattle, /api/organizations/{id}",
        "/api/whatever/somebody/tries, /api/{unknown}",
        "/eventgrid, /eventgrid",
        "/whatever, /{unknown}"
    })
    void thereAreOnlySoManyRoutes(String path, String route) {
        assertThat(Route.of(path)).isEqualTo(route);
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

    @ParameterizedTest
    @CsvSource({"GET, GET", "PATCH, PATCH", "get, _OTHER", "BREW, _OTHER", "XK47, _OTHER"})
    void thereAreOnlySoManyMethods(String method, String label) {
        assertThat(Route.method(method)).isEqualTo(label);
    }

    @Test
    void eachFunctionOfTheHostHasARouteOfItsOwn() throws IOException {
        try (Stream<Path> functions = Files.list(Path.of("azure-functions"))) {
            assertThat(functions
                            .filter(folder -> isCalledByThePath(folder.resolve("function.json")))
                            .map(folder -> "/" + folder.getFileName()))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(Route.of(path)).isEqualTo(path));
        }
    }

    private static boolean isCalledByThePath(Path function) {
        try {
            return Files.exists(function) && !Files.readString(function).contains("httpTrigger");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
