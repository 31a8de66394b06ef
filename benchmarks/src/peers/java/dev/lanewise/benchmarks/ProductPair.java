package dev.lanewise.benchmarks;

import java.util.function.DoubleSupplier;

/// A product of ours and OpenBLAS's on the same numbers.
///
/// @param distance the largest distance between elements of their results
record ProductPair(Runnable ours, Runnable openblas, DoubleSupplier distance) {

    /// Lets both work once.
    ///
    /// @throws IllegalStateException if the results differ
    void check(ProductWork work) {
        ours.run();
        openblas.run();
        double found = distance.getAsDouble();
        if (found <= work.tolerance()) return;
        throw new IllegalStateException("ProductTable: " + work + " and OpenBLAS's differ by " + found + ", more than " + work.tolerance());
    }
}
