package dev.lanewise.linalg.internal.parallel;

import dev.lanewise.linalg.kernel.RangeTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Splits ranges between the calling thread and helper threads of its own.
///
/// A helper that ran out of work looks out for more for a tenth of a millisecond, because waking a sleeping thread costs about
/// half that time; then it sleeps, and ends after a few seconds. There is one place for a job: whoever finds it
/// taken, another thread or a task that calls [#run] itself, works alone. Nobody ever waits for a thread to become free.
public final class Workers {

    private static final long SPIN_NANOS = 100_000;
    private static final long SLEEP_NANOS = 5_000_000_000L;

    private final int threads;
    private final AtomicReference<@Nullable Job> current = new AtomicReference<>();
    private final AtomicReferenceArray<@Nullable Helper> helpers;

    public Workers(int threads) {
        this.threads = threads;
        this.helpers = new AtomicReferenceArray<>(threads - 1);
    }

    public int threads() {
        return threads;
    }

    /// Splits `0 … count` into at most [#threads()] contiguous ranges that start at multiples of `grain`, and returns when
    /// all of them have run.
    public void run(int count, int grain, RangeTask task) {
        if (count <= 0) return;
        int parts = (int) Math.min(threads, (count + (long) grain - 1) / grain);
        Job job = parts == 1 ? null : new Job(count, grain, parts, task);
        if (job == null || !current.compareAndSet(null, job)) {
            task.run(0, count);
            return;
        }
        try {
            for (int i = 0; i < parts - 1; i++) call(i);
            job.work();
            job.await();
        } finally {
            current.set(null);
        }
        job.rethrow();
    }

    private void call(int i) {
        Helper helper = helpers.get(i);
        if (helper != null) {
            helper.wake();
            return;
        }
        var fresh = new Helper(i);
        if (helpers.compareAndSet(i, null, fresh)) fresh.thread.start();
    }

    private final class Helper implements Runnable {

        private final int place;
        private final Thread thread;
        private volatile boolean asleep;

        Helper(int place) {
            this.place = place;
            this.thread = Thread.ofPlatform().daemon().name("lanewise-helper-" + (place + 1))
                    .inheritInheritableThreadLocals(false).unstarted(this);
        }

        @Override
        public void run() {
            Job done = null;
            while (true) {
                Job job = current.get();
                if (job != null && job != done) {
                    job.work();
                    done = job;
                } else if (!waitForOther(done)) {
                    done = null;                                     // a finished job would hold on to its arrays
                    if (!sleep()) break;
                }
            }
            helpers.set(place, null);
        }

        private boolean waitForOther(@Nullable Job done) {
            return Spin.until(() -> hasOther(done), SPIN_NANOS);
        }

        /// Sleeps until called; false if nobody called for a long time.
        private boolean sleep() {
            asleep = true;
            if (current.get() == null) LockSupport.parkNanos(Workers.this, SLEEP_NANOS);
            boolean called = !asleep || current.get() != null;
            asleep = false;
            Thread.interrupted();
            return called;
        }

        void wake() {
            if (!asleep) return;
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private boolean hasOther(@Nullable Job done) {
        Job job = current.get();
        return job != null && job != done;
    }
}
