package dev.lanewise.linalg.internal.parallel;

import dev.lanewise.linalg.kernel.RangeTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Splits ranges between the calling thread and helper threads of its own.
///
/// There is one place for a job: whoever finds it taken, another thread or a task that calls [#run] itself, works alone. Nobody ever waits
/// for a thread to become free, so calls may come from many threads at once, from pools and from virtual threads.
///
/// Helpers look out for work, then sleep, then end: see [Helper]. To wake one takes 20 µs of the caller's time on a virtual machine, and as
/// long again until it works. [#runInPieces] therefore runs a first piece alone when the helpers may be asleep, and wakes them if the rest
/// is worth it.
public final class Workers {

    private static final int PIECES = 8;
    private static final long WORTH_WAKING_NANOS = 80_000;
    private static final long IDLE_NANOS = 5_000_000_000L;

    private final int threads;
    private final long idleNanos;
    private final AtomicReference<@Nullable Job> current = new AtomicReference<>();
    private final AtomicReferenceArray<@Nullable Helper> helpers;
    private long lastEnd = System.nanoTime() - Helper.LOOKOUT_NANOS;    // belongs to whoever has the place of the job

    public Workers(int threads) {
        this(threads, IDLE_NANOS);
    }

    /// @param idleNanos how long a helper sleeps until it ends
    Workers(int threads, long idleNanos) {
        this.threads = threads;
        this.idleNanos = idleNanos;
        this.helpers = new AtomicReferenceArray<>(threads - 1);
    }

    public int threads() {
        return threads;
    }

    /// Splits `0 … count` into at most [#threads()] contiguous ranges that start at multiples of `grain`, and returns when
    /// all of them have run: for work that costs something extra per range.
    public void run(int count, int grain, RangeTask task) {
        split(count, grain, threads, task);
    }

    /// As [#run], but with up to eight ranges for each thread, so that a thread that comes late or is slow holds nobody up for long.
    public void runInPieces(int count, int grain, RangeTask task) {
        split(count, grain, threads == 1 ? 1 : PIECES * threads, task);
    }

    private void split(int count, int grain, int most, RangeTask task) {
        if (count <= 0) return;
        int parts = (int) Math.min(most, (count + (long) grain - 1) / grain);
        Job job = parts == 1 || current.get() != null ? null : new Job(count, grain, parts, task);
        if (job == null || !current.compareAndSet(null, job)) {
            task.run(0, count);
            return;
        }
        try {
            if (most == threads || isWorthWaking(job)) call(0);
            job.work();
        } finally {
            job.abandon();
            job.await();
            lastEnd = System.nanoTime();
            current.set(null);
        }
        job.rethrow();
    }

    /// Whether the helpers are likely to be awake, or else whether enough is left to do after a first part.
    private boolean isWorthWaking(Job job) {
        long start = System.nanoTime();
        if (start - lastEnd < Helper.LOOKOUT_NANOS) return true;
        job.workOnce();
        return (System.nanoTime() - start) * job.left() > WORTH_WAKING_NANOS;
    }

    /// Makes sure that a helper is awake, unless there can be no more threads.
    private void call(int place) {
        Helper helper = helpers.get(place);
        if (helper != null) {
            helper.wake();
            return;
        }
        var fresh = new Helper(this, place, idleNanos);
        if (!helpers.compareAndSet(place, null, fresh)) return;
        try {
            fresh.start();
        } catch (OutOfMemoryError noMoreThreads) {
            helpers.set(place, null);
        }
    }

    @Nullable Job current() {
        return current.get();
    }

    /// A helper works on the job, after it has called the next two: the caller of a job that needs many pays for waking one.
    void help(int place, Job job) {
        int most = Math.min(job.parts(), threads) - 1;
        for (int next = 2 * place + 1; next <= 2 * place + 2 && next < most && job.left() > 0; next++) call(next);
        job.work();
    }

    void ended(int place) {
        helpers.set(place, null);
    }
}
