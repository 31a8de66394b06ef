package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProbeKernels;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What a machine can do at most with its vectors: multiply-adds in registers, and reads from memory. Threads work side by side, each at its best.
///
/// ```java
/// var peak = new MachinePeak(Backend.standard().kernels(), 1_000_000_000L);
/// double share = new ProductSpeed(512, 500_000_000L).floats(Backend.of(1)) / peak.floats(1);
/// ```
///
/// | | a pass | unit |
/// |---|---|---|
/// | [#floats], [#doubles] | `2 · chains · lanes · rounds` operations without memory | GFLOP/s |
/// | [#reads] | `8 n` bytes of n numbers that are summed | GB/s |
///
/// A thread's rate is a pass by its shortest time; the rates of all threads are added. Fewer threads than one are an `IllegalArgumentException`.
///
/// @param kernels whose probes and sums are at work
/// @param nanos for how long each is measured; the fastest pass counts
/// @see ProbeKernels
public record MachinePeak(Kernels kernels, long nanos) {

    private static final int ROUNDS = 1 << 18;
    private static final int MOST_NUMBERS = 1 << 25;                       // 256 MiB: more than caches hold
    private static final int BLOCK = 1 << 14;

    /// GFLOP/s in float32.
    public double floats(int threads) {
        ProbeKernels probes = kernels.probes();
        return rate(threads, 2.0 * ProbeKernels.CHAINS * kernels.floatLanes() * ROUNDS, _ -> probes.floats(ROUNDS));
    }

    /// GFLOP/s in float64.
    public double doubles(int threads) {
        ProbeKernels probes = kernels.probes();
        return rate(threads, 2.0 * ProbeKernels.CHAINS * kernels.doubleLanes() * ROUNDS, _ -> probes.doubles(ROUNDS));
    }

    /// GB/s of float64 numbers that are summed, at most 256 MiB for each thread and a quarter of the heap for all.
    public double reads(int threads) {
        requireSome(threads);
        int numbers = (int) Math.min(MOST_NUMBERS, Runtime.getRuntime().maxMemory() / (4L * Double.BYTES * threads)) / BLOCK * BLOCK;
        double[][] arrays = new double[threads][numbers];
        DoubleKernels doubles = kernels.doubles();
        return rate(threads, (double) Double.BYTES * numbers, thread -> sum(doubles, arrays[thread]));
    }

    /// In short calls, so that the compiler has seen the loop long before the first pass ends.
    private static double sum(DoubleKernels doubles, double... x) {
        double sum = 0;
        for (int from = 0; from < x.length; from += BLOCK) sum += doubles.sum(x, from, BLOCK);
        return sum;
    }

    /// Work per nanosecond of all threads together.
    private double rate(int threads, double work, IntToDoubleFunction task) {
        requireSome(threads);
        long[] best = new long[threads];
        var start = new CyclicBarrier(threads);
        Thread[] all = IntStream.range(0, threads).mapToObj(i -> Thread.ofPlatform().daemon().start(() -> best[i] = best(start, () -> requireNumber(task.applyAsDouble(i))))).toArray(Thread[]::new);
        try {
            for (Thread thread : all) thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("MachinePeak: interrupted", e);
        }
        return IntStream.range(0, threads).mapToDouble(i -> work / best[i]).sum();
    }

    /// Looks at a result, because the compiler leaves out what nobody looks at.
    private static void requireNumber(double result) {
        if (Double.isNaN(result)) throw new IllegalStateException("MachinePeak: expected a number, but got NaN");
    }

    private static void requireSome(int threads) {
        if (threads < 1) throw new IllegalArgumentException("MachinePeak: expected at least 1 thread, but got " + threads);
    }

    private long best(CyclicBarrier start, Runnable task) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException("MachinePeak: a thread didn't start", e);
        }
        return ProductSpeed.best(task, nanos);
    }
}
