package dev.lanewise.linalg.internal.parallel;

import java.util.function.BooleanSupplier;

/// Waiting without giving up the processor, for a short while.
final class Spin {

    private static final int CHECKS_PER_CLOCK = 64;

    private Spin() {
    }

    /// Whether the condition came true within `nanos`.
    static boolean until(BooleanSupplier condition, long nanos) {
        long start = System.nanoTime();
        do {
            for (int i = 0; i < CHECKS_PER_CLOCK; i++) {
                if (condition.getAsBoolean()) return true;
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - start < nanos);
        return condition.getAsBoolean();
    }
}
