package dev.lanewise.benchmarks;

import dev.lanewise.benchmarks.linalg.NativePeers;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;
import java.util.List;

/// Prints products beside OpenBLAS's, with which they take [Turns] in one process, and beside what the machine can do at most, measured by the same process.
///
/// Arguments are the number of threads and works like `gemm:float32:512` or `gemv:float64:4096x1024:t`: see [ProductWork]. The results of both are compared first. A
/// time is the median of the medians of at least seven turns, after three seconds of warming up; a tenth of the samples is below, and a tenth above what
/// stands in brackets. `× 1.11`: OpenBLAS takes 1.11 times as long. OpenBLAS's times hold what Java takes to call it, some tens of nanoseconds.
public final class ProductTable {

    private static final double WARM_UP = 3e9;
    private static final double MEASURED = 4e9;
    private static final int TURNS = 7;

    private ProductTable() {
    }

    public static void main(String[] args) {
        int threads = Integer.parseInt(args[0]);
        List<ProductWork> works = Arrays.stream(args).skip(1).map(ProductWork::of).toList();
        NativePeers.openblasThreads(threads);
        String machine = Machine.describe();
        Peak peak = Peak.measure(threads);
        System.out.println(machine + "\n" + peak + "\n- Arguments: `" + String.join(" ", args) + "`\n");
        System.out.println("| operation | type | m × n × k | threads | Lanewise | rate | of peak | read | of reads | OpenBLAS |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        NativePeers.onLargeStack(() -> works.forEach(work -> print(work, threads, peak)));
    }

    private static void print(ProductWork work, int threads, Peak peak) {
        System.out.println("| " + String.join(" | ", work.cells(), Integer.toString(threads), line(work, Backend.of(threads), peak)) + " |");
        System.gc();
    }

    private static String line(ProductWork work, Backend backend, Peak peak) {
        ProductPair pair = work.single() ? SingleProducts.of(work, backend) : DoubleProducts.of(work, backend);
        pair.check(work);
        Turns.Times times = Turns.of(pair.ours(), pair.openblas(), backend.threads()).measure(WARM_UP, MEASURED, TURNS);
        double nanos = times.ours().median();
        var counted = new Work(work.flops(), 0);
        return String.join(" | ", times.ours().toString(), counted.rate(nanos), counted.ofPeak(nanos, peak.flops(work.single(), backend.threads())),
                reads(work.bytes() / nanos, peak.reads()[backend.threads() - 1]), times.beside());
    }

    /// `14.1 GB/s | 97 %`, or nothing.
    private static String reads(double rate, double most) {
        return rate == 0 ? " | " : Sampled.digits(rate) + " GB/s | " + Math.round(100 * rate / most) + " %";
    }
}
