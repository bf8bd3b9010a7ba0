package dev.orgrelay.bench;

import java.nio.file.Path;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Both benchmarks. {@code ./mvnw -Pbench verify -DskipTests} runs them; docs/performance.md says what the numbers mean. */
final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        new Runner(new OptionsBuilder()
                        .include(PipelineBenchmark.class.getSimpleName())
                        .addProfiler("gc")
                        .jvmArgsAppend("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                        .build())
                .run();
        EndToEnd.run(Path.of(arguments[0]));
    }
}
