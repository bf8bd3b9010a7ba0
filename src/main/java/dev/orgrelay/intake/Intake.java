package dev.orgrelay.intake;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Awaited;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.Relay;
import dev.orgrelay.source.Mapped;
import dev.orgrelay.source.Mapped.NotYet;
import dev.orgrelay.source.Mapped.ToApply;
import dev.orgrelay.source.Mapped.ToRefetch;
import dev.orgrelay.source.Mapped.Unusable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Takes what a source has read to the relay, and gathers what became of it. */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration LOOKUP_DELAY = Duration.ofSeconds(30);
    private static final Duration TROUBLE_DELAY = Duration.ofSeconds(10);

    private final Relay relay;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final ChangeObserver observer;

    Intake(Relay relay, DeadLetters deadLetters, Clock clock, ChangeObserver observer) {
        this.relay = relay;
        this.deadLetters = observer.over(deadLetters);
        this.clock = clock;
        this.observer = observer;
    }

    /** Applies what can be applied and keeps a dead letter of what cannot. */
    public Uni<Report> take(String source, List<Mapped> messages) {
        return relay.apply(changes(messages))
                .flatMap(applied -> Uni.join().all(outcomes(messages, applied)).andFailFast())
                .map(outcomes -> report(source, messages, outcomes))
                .invoke(this::observe);
    }

    /** What became a change is observed by the relay. */
    private void observe(Report report) {
        report.entries().stream()
                .filter(entry -> !(entry.mapped() instanceof ToApply))
                .forEach(entry -> observer.settled(entry.mapped().provenance(), entry.outcome()));
    }

    /** What would be sent; nothing is sent or kept. */
    public Report plan(String source, List<Mapped> messages) {
        return report(source, messages, messages.stream().map(Intake::planned).toList());
    }

    private static List<Change> changes(List<Mapped> messages) {
        return messages.stream()
                .filter(ToApply.class::isInstance)
                .map(message -> ((ToApply) message).change())
                .toList();
    }

    private List<Uni<Outcome>> outcomes(List<Mapped> messages, List<Outcome> applied) {
        Iterator<Outcome> next = applied.iterator();
        return messages.stream()
                .map(message -> message.match(
                        toApply -> Uni.createFrom().item(next.next()),
                        toRefetch -> Uni.createFrom().item(unanswered(toRefetch)),
                        toResync -> Uni.createFrom().<Outcome>item(new Outcome.Ignored(toResync.reason())),
                        nothingToDo -> Uni.createFrom().<Outcome>item(new Outcome.Ignored(nothingToDo.reason())),
                        notYet -> Uni.createFrom().item(deferred(notYet)),
                        this::keep))
                .collect(Collectors.toList());
    }

    private Uni<Outcome> keep(Unusable unusable) {
        DeadLetter letter = DeadLetter.of(
                unusable.provenance(),
                unusable.application(),
                unusable.organization(),
                unusable.reason(),
                clock.instant());
        LOG.warnf("refused a message from %s: %s", unusable.provenance().source(), unusable.reason());
        return deadLetters
                .keep(letter)
                .replaceWith((Outcome) new Outcome.Refused(unusable.reason()).keptAs(letter.id()))
                .onFailure()
                .recoverWithItem(failure -> new Outcome.Deferred(
                        Awaited.APPLICATION, "dead letters cannot be kept at the moment", TROUBLE_DELAY));
    }

    private static Outcome planned(Mapped message) {
        return message.match(
                toApply -> new Outcome.Planned(),
                toRefetch -> new Outcome.Planned(),
                toResync -> new Outcome.Ignored(toResync.reason()),
                nothingToDo -> new Outcome.Ignored(nothingToDo.reason()),
                Intake::deferred,
                unusable -> new Outcome.Refused(unusable.reason()));
    }

    private static Outcome unanswered(ToRefetch toRefetch) {
        return new Outcome.Deferred(Awaited.ANSWER, toRefetch.trouble().orElse("it was not looked up"), LOOKUP_DELAY);
    }

    private static Outcome deferred(NotYet notYet) {
        String since = notYet.provenance().occurredAt().map(Object::toString).orElse("a later time");
        return new Outcome.Deferred(Awaited.TIME, "it takes effect at " + since, notYet.delay());
    }

    private static Report report(String source, List<Mapped> messages, List<Outcome> outcomes) {
        return new Report(
                source,
                IntStream.range(0, messages.size())
                        .mapToObj(i -> new Report.Entry(messages.get(i), outcomes.get(i)))
                        .toList());
    }
}
