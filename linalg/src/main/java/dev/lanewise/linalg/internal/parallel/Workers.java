package dev.lanewise.linalg.internal.parallel;

import dev.lanewise.linalg.kernel.RangeTask;

/// Splits ranges between threads.
public final class Workers {

    private final int threads;

    public Workers(int threads) {
        this.threads = threads;
    }

    public int threads() {
        return threads;
    }

    /// Splits `0 … count` into at most [#threads()] contiguous ranges that start at multiples of `grain`, and returns when
    /// all of them have run.
    public void run(int count, int grain, RangeTask task) {
        if (count > 0) task.run(0, count);
    }
}
