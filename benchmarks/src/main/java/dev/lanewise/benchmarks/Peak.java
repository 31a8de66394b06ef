package dev.lanewise.benchmarks;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProbeKernels;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;

/// What this machine can do at most: fused multiply-adds in registers, and reads from memory.
///
/// This is the yardstick that kernels are measured with: the probes for arithmetic, and for reads a sum that names the Vector API itself, the one
/// place outside of linalg's kernels that does, in a module that is never published.
///
/// @param floats GF/s in float32 on 1, 2, … threads
/// @param doubles GF/s in float64
/// @param reads GB/s read from memory
record Peak(double[] floats, double[] doubles, double[] reads) {

    private static final int ROUNDS = 1 << 21;
    private static final int DOUBLES = DoubleVector.SPECIES_PREFERRED.length();
    private static final int READ_ELEMENTS = 1 << 27;                       // 1 GiB for each thread
    private static final int READ_BLOCK = 1 << 14;
    private static final long NANOS = 3_000_000_000L;

    /// Measures on one thread and on each larger number up to `threads`: the fastest sample counts.
    static Peak measure(int threads) {
        Kernels kernels = Backend.standard().kernels();
        ProbeKernels probes = kernels.probes();
        double floats = 2.0 * ProbeKernels.CHAINS * kernels.floatLanes() * ROUNDS;
        double doubles = 2.0 * ProbeKernels.CHAINS * kernels.doubleLanes() * ROUNDS;
        return new Peak(rates(threads, floats, _ -> probes.floats(ROUNDS)), rates(threads, doubles, _ -> probes.doubles(ROUNDS)), reads(threads));
    }

    private static double[] reads(int threads) {
        double[][] arrays = new double[threads][READ_ELEMENTS];
        return rates(threads, 8.0 * READ_ELEMENTS, thread -> sum(arrays[thread]));
    }

    private static double[] rates(int threads, double work, IntToDoubleFunction task) {
        return IntStream.rangeClosed(1, threads).mapToDouble(t -> rate(t, work, task)).toArray();
    }

    /// Work per nanosecond of all threads together, each at its fastest sample.
    private static double rate(int threads, double work, IntToDoubleFunction task) {
        double[] fastest = new double[threads];
        var start = new CyclicBarrier(threads);
        Thread[] all = IntStream.range(0, threads).mapToObj(i -> Thread.ofPlatform().start(() -> fastest[i] = fastest(start, () -> task.applyAsDouble(i))))
                .toArray(Thread[]::new);
        try {
            for (Thread thread : all) thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Peak: interrupted", e);
        }
        return IntStream.range(0, threads).mapToDouble(i -> work / fastest[i]).sum();
    }

    private static double fastest(CyclicBarrier start, DoubleSupplier task) {
        await(start);
        double fastest = Double.POSITIVE_INFINITY;
        long end = System.nanoTime() + NANOS;
        for (long before = System.nanoTime(), now; before < end; before = now) {
            double result = task.getAsDouble();
            now = System.nanoTime();
            if (Double.isNaN(result)) throw new IllegalStateException("Peak: expected a number, but got NaN");
            fastest = Math.min(fastest, now - before);
        }
        return fastest;
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException("Peak: a thread didn't start", e);
        }
    }

    /// In short calls, so that the compiler has seen the loop long before the first pass ends.
    private static double sum(double[] x) {
        double sum = 0;
        for (int from = 0; from < x.length; from += READ_BLOCK) sum += sum(x, from);
        return sum;
    }

    private static double sum(double[] x, int from) {
        var species = DoubleVector.SPECIES_PREFERRED;
        DoubleVector a = DoubleVector.zero(species), b = a, c = a, d = a;
        for (int i = from; i < from + READ_BLOCK; i += 4 * DOUBLES) {
            a = a.add(DoubleVector.fromArray(species, x, i));
            b = b.add(DoubleVector.fromArray(species, x, i + DOUBLES));
            c = c.add(DoubleVector.fromArray(species, x, i + 2 * DOUBLES));
            d = d.add(DoubleVector.fromArray(species, x, i + 3 * DOUBLES));
        }
        return a.add(b).add(c).add(d).lane(0);
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
        return String.join(", ", java.util.Arrays.stream(numbers).mapToObj(number -> String.format(Locale.ROOT, "%.0f", number)).toList());
    }

    public static void main(String[] args) {
        System.out.println(measure(Math.min(2, Runtime.getRuntime().availableProcessors())));
    }
}
