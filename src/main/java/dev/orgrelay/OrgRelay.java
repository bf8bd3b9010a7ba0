package dev.orgrelay;

import dev.orgrelay.configuration.ConversionMistakes;
import dev.orgrelay.configuration.Mistakes;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.Objects;
import java.util.stream.Stream;

/** Carries out a command; without one starts the server, and says why if it cannot be started. */
@QuarkusMain
public final class OrgRelay {

    public static void main(String... args) {
        if (args.length > 0) { // before anything of the server is loaded
            System.exit(ConsoleEncoding.run(args));
        }
        Quarkus.run(null, OrgRelay::end, args);
    }

    private static void end(int code, Throwable failure) {
        causes(failure).reduce((outer, inner) -> inner).ifPresent(root -> tell(failure, root));
        System.exit(code);
    }

    private static void tell(Throwable failure, Throwable root) {
        if (root instanceof ConfigValidationException wrong) {
            ConsoleEncoding.tell(Mistakes.message(ConversionMistakes.in(wrong)));
        } else if (causes(failure).anyMatch(ConfigurationException.class::isInstance)) {
            ConsoleEncoding.tell(root.getMessage());
        } else if (root instanceof BindException) {
            Log.error(root.getMessage());
        } else {
            Log.error("the start failed", failure);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
