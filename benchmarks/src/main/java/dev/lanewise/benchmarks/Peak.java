package dev.lanewise.benchmarks;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.MachinePeak;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// What this machine can do at most, the yardstick that kernels are measured with: three seconds of [MachinePeak] for each figure.
///
/// @param floats GF/s in float32 on 1, 2, … threads
/// @param doubles GF/s in float64
/// @param reads GB/s read from memory
record Peak(double[] floats, double[] doubles, double[] reads) {

    private static final long NANOS = 3_000_000_000L;

    /// Measures on one thread and on each larger number up to `threads`.
    static Peak measure(int threads) {
        var peak = new MachinePeak(Backend.standard().kernels(), NANOS);
        return new Peak(rates(threads, peak::floats), rates(threads, peak::doubles), rates(threads, peak::reads));
    }

    private static double[] rates(int threads, IntToDoubleFunction rate) {
        return IntStream.rangeClosed(1, threads).mapToDouble(rate::applyAsDouble).toArray();
    }

    /// GF/s of fused multiply-adds on so many threads.
    double flops(boolean single, int threads) {
        double[] rates = single ? floats : doubles;
        return rates[Math.min(threads, rates.length) - 1];
    }

    /// `- Peak on 1, 2 threads: 150, 299 GF/s in float32, …`
    @Override
    public String toString() {
        String counts = list(IntStream.rangeClosed(1, floats.length).asDoubleStream().toArray());
        return "- Measured peak on " + counts + " threads: " + list(floats) + " GF/s in float32, " + list(doubles) + " GF/s in float64, "
                + list(reads) + " GB/s read from memory.";
    }

    private static String list(double[] numbers) {
        return String.join(", ", Arrays.stream(numbers).mapToObj(number -> String.format(Locale.ROOT, "%.0f", number)).toList());
    }

    public static void main(String[] args) {
        System.out.println(measure(Math.min(2, Runtime.getRuntime().availableProcessors())));
    }
}
