package dev.orgrelay.mapping;

import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.IntakeException.Malformed;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A piece of work of {@link Workers}: it ends once, with its result, or because nobody waits for it any more. */
final class Work<T> {

    /** Room for {@link Bounds#MAX_DEPTH} steps, which take more of it before the JVM has compiled them. */
    private static final long STACK_SIZE = 4L * 1024 * 1024;

    private final Callable<T> work;
    private final Duration cpu;
    private final long lastMoment;
    private final UniEmitter<? super T> emitter;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile Future<?> timer;

    Work(Callable<T> work, Duration cpu, Duration untilDeadline, UniEmitter<? super T> emitter) {
        this.work = work;
        this.cpu = cpu;
        this.lastMoment = System.nanoTime() + untilDeadline.toNanos();
        this.emitter = emitter;
    }

    boolean isOver() {
        return isOver.get();
    }

    void failAfter(Duration wait) {
        timer = after(Math.min(wait.toNanos(), lastMoment - System.nanoTime()), () -> fail(Workers.tooMuch()));
    }

    /** @param left is called when the thread has done it, before anybody is told */
    void start(Runnable left) {
        callOff();
        Thread thread = new Thread(null, () -> run(left), "mapping", STACK_SIZE);
        thread.setDaemon(true);
        thread.start();
        watch(thread);
    }

    private void run(Runnable left) {
        try {
            T result = work.call();
            left.run();
            end(() -> emitter.complete(result));
        } catch (Throwable failure) {
            left.run();
            fail(failure);
        }
    }

    void fail(Throwable failure) {
        end(() -> emitter.fail(failure));
    }

    private void end(Runnable tell) {
        if (isOver.compareAndSet(false, true)) {
            callOff();
            tell.run();
        }
    }

    private void callOff() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    /** What looks at its bounds ends by itself; the rest is given up when it had its time. */
    private void watch(Thread thread) {
        long left = lastMoment - System.nanoTime();
        timer = after(Math.min(cpu.toNanos(), left), () -> giveUpOrWatch(thread));
        if (isOver()) {
            callOff();
        }
    }

    private void giveUpOrWatch(Thread thread) {
        if (CpuTime.usedBy(thread) >= cpu.toNanos()) {
            fail(new Malformed("the mapping cannot be applied to this message: it takes too long"));
        } else if (System.nanoTime() - lastMoment >= 0) {
            fail(new Busy("the message could not be mapped in time; send it again later"));
        } else if (!isOver()) {
            watch(thread);
        }
    }

    private static Future<?> after(long nanos, Runnable task) {
        return Infrastructure.getDefaultWorkerPool().schedule(task, Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }
}
