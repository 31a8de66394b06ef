package dev.lanewise.core;

import dev.lanewise.linalg.Backend;

/// The circumstances of a computation: its seed, its kernels and threads, and who hears of its progress.
///
/// Nothing of this is global. The result depends on the seed alone: any number of threads gives the same bits.
///
/// @param seed where all randomness comes from
/// @param backend kernels, threads and scratch
/// @param listener hears of long work
public record Run(Seed seed, Backend backend, Progress.Listener listener) {

    /// Seed 42, the best kernels of this machine, one thread per core, silent.
    public static Run standard() { return new Run(Seed.of(42), Backend.standard(), Progress.Listener.silent()); }

    public Run seed(long seed) { return new Run(Seed.of(seed), backend, listener); }

    public Run threads(int threads) { return new Run(seed, backend.threads(threads), listener); }

    /// The kernels of the provider with this name: `simd`, `scalar`.
    public Run kernels(String name) { return new Run(seed, Backend.named(name, backend.threads()), listener); }

    public Run listener(Progress.Listener listener) { return new Run(seed, backend, listener); }
}
