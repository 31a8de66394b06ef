package dev.lanewise.linalg.internal.parallel;

import java.util.concurrent.locks.LockSupport;

/// A thread that works on the jobs of its [Workers].
///
/// When it runs out of work it looks out for more for a tenth of a millisecond, which is a few times what waking it would cost; then it
/// sleeps, and after some seconds it ends. It is a daemon, holds no finished job while it sleeps, and nothing at all when it has ended.
final class Helper implements Runnable {

    static final long LOOKOUT_NANOS = 100_000;

    private final Workers workers;
    private final int place;
    private final long idleNanos;
    private final Thread thread;
    private volatile boolean asleep;

    Helper(Workers workers, int place, long idleNanos) {
        this.workers = workers;
        this.place = place;
        this.idleNanos = idleNanos;
        this.thread = Thread.ofPlatform().daemon().name("lanewise-helper-" + (place + 1))
                .inheritInheritableThreadLocals(false).unstarted(this);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());    // the caller's would be kept alive
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            do {
                while (Spin.until(this::isNeeded, LOOKOUT_NANOS)) help();
            } while (sleep());
        } finally {
            workers.ended(place);
        }
    }

    /// Whether a job has parts left: where others work on the last ones, there is nothing to look out for.
    private boolean isNeeded() {
        Job job = workers.current();
        return job != null && job.left() > 0;
    }

    private void help() {
        Job job = workers.current();
        if (job == null) return;
        workers.help(place, job);
        Thread.interrupted();                                                // a task's interrupt is not the next task's
    }

    /// Sleeps until called; false if nobody called for a long time.
    private boolean sleep() {
        long start = System.nanoTime();
        asleep = true;
        while (asleep && !isNeeded()) {
            long left = idleNanos - (System.nanoTime() - start);
            if (left <= 0) return false;
            LockSupport.parkNanos(workers, left);
            Thread.interrupted();
        }
        asleep = false;
        return true;
    }

    void wake() {
        if (!asleep) return;
        asleep = false;
        LockSupport.unpark(thread);
    }
}
