package dev.orgrelay.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Sends events over some connections, on each the next one as soon as the last is answered. */
final class Load implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong next = new AtomicLong();

    /** What one measurement found. */
    record Result(double perSecond, double p50Micros, double p99Micros, long failures) {}

    Result run(Program program, int connections, double seconds) throws InterruptedException {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(connections).setDefaultPort(program.port()));
        Run run = new Run(client, System.nanoTime() + (long) (seconds * 1e9), new CountDownLatch(connections));
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            run.send();
        }
        run.open.await();
        double took = (System.nanoTime() - start) / 1e9;
        client.close();
        return run.result(took);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Run {

        private final HttpClient client;
        private final long end;
        private final CountDownLatch open;
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final AtomicLong failures = new AtomicLong();

        Run(HttpClient client, long end, CountDownLatch open) {
            this.client = client;
            this.end = end;
            this.open = open;
        }

        void send() {
            SignedEvent event = SignedEvent.number(next.incrementAndGet());
            long start = System.nanoTime();
            client.request(HttpMethod.POST, "/api/events/bench")
                    .compose(request -> request.putHeader("Content-Type", "application/cloudevents+json")
                            .putHeader(SignedEvent.SIGNATURE_HEADER, event.signature())
                            .send(Buffer.buffer(event.body())))
                    .compose(response -> response.body().map(body -> response.statusCode()))
                    .onComplete(answer -> {
                        if (answer.succeeded() && answer.result() == 200) {
                            nanos.add(System.nanoTime() - start);
                        } else {
                            failures.incrementAndGet();
                        }
                        if (System.nanoTime() < end) {
                            send();
                        } else {
                            open.countDown();
                        }
                    });
        }

        Result result(double seconds) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Result(
                    sorted.length / seconds, percentile(sorted, 0.5), percentile(sorted, 0.99), failures.get());
        }
    }

    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (part * (sorted.length - 1))] / 1e3;
    }
}
