package dev.lanewise.linalg.internal.parallel;

import dev.lanewise.linalg.kernel.RangeTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One range that several threads work on: whoever comes takes the next part, until none is left.
///
/// The thread that made the job takes parts too, so it ends even if nobody comes to help.
final class Job {

    private static final long SPIN_NANOS = 200_000;

    private final int count;
    private final int grain;
    private final int parts;
    private final RangeTask task;
    private final Thread owner = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open;
    private final @Nullable Throwable[] failures;

    Job(int count, int grain, int parts, RangeTask task) {
        this.count = count;
        this.grain = grain;
        this.parts = parts;
        this.task = task;
        this.open = new AtomicInteger(parts);
        this.failures = new Throwable[parts];
    }

    /// Runs parts until all are taken.
    void work() {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            try {
                task.run(start(part), start(part + 1));
            } catch (Throwable failure) {
                failures[part] = failure;
            }
            if (open.decrementAndGet() == 0 && Thread.currentThread() != owner) LockSupport.unpark(owner);
        }
    }

    private int start(int part) {
        long grains = (count + (long) grain - 1) / grain;
        return (int) Math.min(count, grains * part / parts * grain);
    }

    /// Waits until every part has ended.
    void await() {
        boolean interrupted = false;
        if (open.get() > 0 && !Spin.until(() -> open.get() == 0, SPIN_NANOS)) {
            while (open.get() > 0) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) owner.interrupt();
    }

    /// Passes on what the first failed part threw.
    void rethrow() {
        for (Throwable failure : failures) {
            if (failure instanceof RuntimeException exception) throw exception;
            if (failure instanceof Error error) throw error;
        }
    }
}
