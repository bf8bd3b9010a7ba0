package dev.orgrelay.journal.status;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One line for what is turned away: the first of a source and reason, and after a minute how many there were more. */
final class TurnedAwayLog {

    private static final Logger LOG = Logger.getLogger(TurnedAwayLog.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int MOST_REASONS = 50;

    private final Scheduler scheduler;
    private final Map<String, AtomicInteger> leftOut = new ConcurrentHashMap<>();

    TurnedAwayLog(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void tell(Optional<String> source, int status, String reason) {
        String from = source.map(name -> "from " + name + " ").orElse("");
        String line = from + "with " + status + ": " + Text.shorten(reason, 2 * Text.SHOWN);
        String key = leftOut.size() < MOST_REASONS || leftOut.containsKey(line) ? line : from + "for other reasons";
        AtomicInteger more = leftOut.putIfAbsent(key, new AtomicInteger());
        if (more == null) {
            LOG.infof("turned away a request %s", key);
            scheduler.after(EVERY, () -> summarise(key));
        } else {
            more.incrementAndGet();
        }
    }

    private void summarise(String key) {
        AtomicInteger more = leftOut.remove(key);
        if (more.get() > 0) {
            LOG.infof("turned away %s %s", Text.count(more.get(), "more request"), key);
        }
    }
}
