package dev.lanewise.linalg.internal.parallel;

import dev.lanewise.linalg.kernel.RangeTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One range that several threads work on: whoever comes takes the next part, until none is left.
///
/// The thread that made the job takes parts too, so it ends even if nobody comes to help. After a part has failed, the parts behind it are
/// skipped and the parts before it still run, so that the first failure in the order of the parts is the same one every time.
final class Job {

    private static final long SPIN_NANOS = 200_000;
    private static final int NONE = Integer.MAX_VALUE;

    private final int count;
    private final int grain;
    private final int parts;
    private final RangeTask task;
    private final Thread owner = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open;
    private volatile boolean ownerSleeps;
    private volatile int failedPart = NONE;
    private @Nullable Throwable failure;

    Job(int count, int grain, int parts, RangeTask task) {
        this.count = count;
        this.grain = grain;
        this.parts = parts;
        this.task = task;
        this.open = new AtomicInteger(parts);
    }

    int parts() {
        return parts;
    }

    /// How many parts nobody has taken yet.
    int left() {
        return Math.max(0, parts - next.get());
    }

    /// Runs parts until all are taken.
    void work() {
        int taken = 0;
        try {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                taken++;
                run(part);
            }
        } finally {
            end(taken);
        }
    }

    /// Runs the next part, if one is left.
    void workOnce() {
        int part = next.getAndIncrement();
        if (part >= parts) return;
        try {
            run(part);
        } finally {
            end(1);
        }
    }

    /// Takes the parts that nobody took and doesn't run them: none, unless an error ended the caller's work.
    void abandon() {
        end(Math.max(0, parts - next.getAndSet(parts)));
    }

    private void run(int part) {
        try {
            if (part < failedPart) task.run(start(part), start(part + 1));
        } catch (Throwable thrown) {
            fail(part, thrown);
        }
    }

    private void end(int ended) {
        if (ended > 0 && open.addAndGet(-ended) == 0 && ownerSleeps) LockSupport.unpark(owner);
    }

    private int start(int part) {
        long grains = (count + (long) grain - 1) / grain;
        return (int) Math.min(count, grains * part / parts * grain);
    }

    private synchronized void fail(int part, Throwable thrown) {
        if (part > failedPart) return;
        failure = thrown;
        failedPart = part;
    }

    /// Waits until every part has ended.
    void await() {
        if (Spin.until(() -> open.get() == 0, SPIN_NANOS)) return;
        ownerSleeps = true;
        boolean interrupted = false;
        while (open.get() > 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) owner.interrupt();
    }

    /// Passes on what the first failed part threw.
    void rethrow() {
        if (failure != null) Job.<RuntimeException>pass(failure);
    }

    /// Tasks declare no checked exceptions, but may throw one all the same.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void pass(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
