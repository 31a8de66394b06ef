package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Prints how fast square products of every size from 1 to 300 are on one thread, and which sizes fall off a cliff: take more than
/// twice the time of a neighbour for each multiplication.
///
/// Sizes are visited in a shuffled order several times, because a kernel that is fast alone may be slow after others; the fastest visit counts. Before, small sizes are
/// called until the compiler has seen enough of them: 4 × 4 has a tile that hardly any other size calls, and what visits call of it while it is slow
/// is so little that it might not be compiled before the last one.
public final class CliffTable {

    private static final int LARGEST = 300;
    private static final int SMALL = 32;
    private static final int CALLS_TO_COMPILE = 20_000;
    private static final int VISITS = 5;
    private static final long VISIT_NANOS = 4_000_000;

    private final Backend backend = Backend.of(1);
    private final float[] a = new float[LARGEST * LARGEST];
    private final float[] b = a.clone();
    private final float[] c = a.clone();
    private final double[] x = new double[LARGEST * LARGEST];
    private final double[] y = x.clone();
    private final double[] z = x.clone();

    private CliffTable() {
    }

    public static void main(String[] arguments) {
        var table = new CliffTable();
        print("float32", table.nanosPerFlop(true));
        print("float64", table.nanosPerFlop(false));
    }

    private double[] nanosPerFlop(boolean single) {
        double[] fastest = new double[LARGEST + 1];
        List<Integer> sizes = new ArrayList<>();
        for (int n = 1; n <= LARGEST; n++) {
            sizes.add(n);
            fastest[n] = Double.POSITIVE_INFINITY;
        }
        warmUp(single);
        var random = new Random(1);
        for (int visit = 0; visit < VISITS; visit++) {
            Collections.shuffle(sizes, random);
            for (int n : sizes) fastest[n] = Math.min(fastest[n], visit(single, n));
        }
        return fastest;
    }

    private void warmUp(boolean single) {
        for (int n = 1; n <= SMALL; n++) {
            for (int call = 0; call < CALLS_TO_COMPILE; call++) multiply(single, n);
        }
    }

    private double visit(boolean single, int n) {
        long start = System.nanoTime();
        long fastest = Long.MAX_VALUE;
        int calls = Math.max(1, 20_000 / (n * n * n));                // a clock can't time a few nanoseconds
        while (System.nanoTime() - start < VISIT_NANOS) {
            long before = System.nanoTime();
            for (int i = 0; i < calls; i++) multiply(single, n);
            fastest = Math.min(fastest, System.nanoTime() - before);
        }
        return fastest / (2.0 * n * n * n * calls);
    }

    private void multiply(boolean single, int n) {
        if (single) backend.gemm(false, false, n, n, n, 1f, a, 0, n, b, 0, n, 0f, c, 0, n);
        else backend.gemm(false, false, n, n, n, 1.0, x, 0, n, y, 0, n, 0.0, z, 0, n);
    }

    private static void print(String type, double[] nanosPerFlop) {
        IO.println("\n" + type + ", GF/s of n = row + column");
        for (int row = 0; row < LARGEST; row += 10) {
            var line = new StringBuilder("%4d".formatted(row));
            for (int n = row + 1; n <= row + 10; n++) line.append("%8.1f".formatted(1 / nanosPerFlop[n]));
            IO.println(line);
        }
        for (int n = 2; n <= LARGEST; n++) {
            double slower = nanosPerFlop[n] / nanosPerFlop[n - 1];
            if (slower > 2 || slower < 0.5) IO.println("cliff between %d and %d: %.2f times the time for each operation".formatted(n - 1, n, slower));
        }
    }
}
