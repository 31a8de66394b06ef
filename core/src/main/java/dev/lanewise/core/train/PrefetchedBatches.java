package dev.lanewise.core.train;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Batches that a thread of their own reads one step ahead; the thread ends with [#close].
final class PrefetchedBatches implements BatchSource {

    /// A batch, or why there is none.
    private record Read(@Nullable Batch batch, @Nullable Throwable failure) { }

    private final Batches batches;
    private final Order order;
    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(2);      // one in use, one ahead
    private final BlockingQueue<Read> ready = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private @Nullable Batch used;

    /// @param order used by the thread alone from now on
    /// @param step the first one, counted from 0
    PrefetchedBatches(Batches batches, Order order, int batchSize, long step) {
        this.batches = batches;
        this.order = order;
        free.add(batches.room(batchSize));
        free.add(batches.room(batchSize));
        thread = Thread.ofPlatform().daemon().name("lanewise-prefetch").start(() -> read(step));
    }

    private void read(long first) {
        try {
            for (long step = first; ; step++) ready.put(read(free.take(), step));
        } catch (InterruptedException _) { }                  // closed
    }

    private Read read(Batch batch, long step) {
        try {
            batches.read(batch, order.pass(step), order.from(step), order.to(step), order.passNumber(step));
            return new Read(batch, null);
        } catch (RuntimeException | Error e) {
            return new Read(null, e);
        }
    }

    @Override public Batch next() {
        if (used != null) free.add(used);
        used = null;
        Read read = take();
        if (read.failure instanceof RuntimeException e) throw e;
        if (read.failure instanceof Error e) throw e;
        used = read.batch;
        return Objects.requireNonNull(read.batch);
    }

    private Read take() {
        try {
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Trainer: expected to wait for a batch, but the thread was interrupted", e);
        }
    }

    @Override public void close() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
