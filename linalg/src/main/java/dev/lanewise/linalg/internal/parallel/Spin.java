package dev.lanewise.linalg.internal.parallel;

import java.util.function.BooleanSupplier;

/// Waiting without going to sleep, for a short while.
final class Spin {

    private static final int CHECKS_PER_CLOCK = 32;
    private static final long LOST_NANOS = 50_000;

    private Spin() {
    }

    /// Whether the condition came true within `nanos`. Gives up early when the processor was taken away meanwhile: where threads wait for
    /// processors, nobody should keep one by doing nothing.
    static boolean until(BooleanSupplier condition, long nanos) {
        long start = System.nanoTime();
        long now = start;
        long before;
        do {
            for (int i = 0; i < CHECKS_PER_CLOCK; i++) {
                if (condition.getAsBoolean()) return true;
                Thread.onSpinWait();
            }
            before = now;
            now = System.nanoTime();
        } while (now - start < nanos && now - before < LOST_NANOS);
        return condition.getAsBoolean();
    }
}
