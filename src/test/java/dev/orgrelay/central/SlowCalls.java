package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Holds back every call before it is made, and every answer before it is heard, until the test lets it go. */
public final class SlowCalls implements CallGuard {

    private final Consumer<Runnable> hold;
    private final BooleanSupplier triesAgain;

    /**
     * @param hold runs what it is given when it likes, or never
     * @param triesAgain whether a call that failed, and may succeed next time, is made again
     */
    public SlowCalls(Consumer<Runnable> hold, BooleanSupplier triesAgain) {
        this.hold = hold;
        this.triesAgain = triesAgain;
    }

    @Override
    public <T> Uni<T> around(Function<Duration, Uni<T>> call) {
        return held().flatMap(go -> call.apply(Duration.ZERO))
                .onFailure(failure -> isTransient(failure) && triesAgain.getAsBoolean())
                .recoverWithUni(failure -> around(call))
                .onItemOrFailure()
                .call((answer, failure) -> held());
    }

    @Override
    public boolean letsThrough() {
        return true;
    }

    private static boolean isTransient(Throwable failure) {
        return failure instanceof CentralException known
                && known.kind().isWorthAnotherTry(0)
                && known.retryAfter().isEmpty();
    }

    private Uni<Void> held() {
        return Uni.createFrom().emitter(emitter -> hold.accept(() -> emitter.complete(null)));
    }
}
