package dev.lanewise.core.train;

import dev.lanewise.core.Progress;
import java.util.concurrent.TimeUnit;

/// Tells a listener how far a training is, in its first step, at the end of each epoch, and not too often between.
final class Reports {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private final Progress.Listener listener;
    private final Order order;
    private final int epochs;
    private long last = System.nanoTime() - INTERVAL;

    Reports(Progress.Listener listener, Order order, int epochs) {
        this.listener = listener;
        this.order = order;
        this.epochs = epochs;
    }

    /// After a step, before its epoch is closed.
    ///
    /// @param now in nanoseconds
    void step(Course course, long now) {
        if (now - last < INTERVAL && !course.isAtBorder()) return;
        last = now;
        String task = "epoch " + order.epoch(course.steps() - 1) + " of " + epochs;
        listener.onProgress(new Progress(task, order.samples(course.steps()), order.samples(order.steps()), "samples", course.meanLoss()));
    }
}
