package dev.orgrelay.sandbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was asked and how it was answered. */
final class Counters {

    private static final int TOO_MANY_REQUESTS = 429;

    private final Map<ApiOperation, LongAdder> requests = new EnumMap<>(ApiOperation.class);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Counters() {
        for (ApiOperation operation : ApiOperation.values()) {
            requests.put(operation, new LongAdder());
        }
    }

    /** Counts an attempt, whatever becomes of it. */
    void asked(ApiOperation operation) {
        requests.get(operation).increment();
    }

    /** Counts an answer; one that is neither a success nor a 4xx is counted as an attempt only. */
    void answered(int status) {
        if (status == TOO_MANY_REQUESTS) {
            throttled.increment();
        } else if (status >= 400 && status < 500) {
            refused.increment();
        } else if (status >= 200 && status < 300) {
            accepted.increment();
        }
    }

    /** Attempts at {@code operation}. */
    long requests(ApiOperation operation) {
        return requests.get(operation).sum();
    }

    /** Answers with 2xx. */
    long accepted() {
        return accepted.sum();
    }

    /** Answers with 429. */
    long throttled() {
        return throttled.sum();
    }

    /** Answers with 4xx other than 429. */
    long refused() {
        return refused.sum();
    }
}
