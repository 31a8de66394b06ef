package dev.lanewise.benchmarks;

import dev.lanewise.linalg.Backend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How long a fresh JVM takes until a 512 × 512 product runs at full speed.
///
/// Each line comes from several JVMs (the first argument, 5 if there is none) that do nothing but multiply for five seconds. Full speed is
/// reached at the first call from which on the median of nine calls is at most 5 % above the median of the last fifty. The time until then
/// begins with the first call; what the JVM needed before it isn't in it.
public final class WarmUpTable {

    private static final int N = 512;
    private static final long NANOS = 5_000_000_000L;
    private static final int WINDOW = 9;

    private WarmUpTable() {
    }

    public static void main(String[] args) throws IOException {
        if (args.length == 2) {
            multiply(args[0].equals("float32"), Integer.parseInt(args[1]));
            return;
        }
        int times = args.length == 0 ? 5 : Integer.parseInt(args[0]);
        System.out.println(Machine.describe() + "\n- " + times + " JVMs for each line\n");
        System.out.println("| product 512 × 512 | threads | first call | full speed after | calls until then | a call at full speed |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String type : List.of("float32", "float64")) {
            for (int threads : new int[] {1, 2}) System.out.println(line(type, threads, times));
        }
    }

    private static String line(String type, int threads, int times) throws IOException {
        double[][] results = new double[times][];
        for (int i = 0; i < times; i++) results[i] = inFreshJvm(type, threads);
        Sampled calls = column(results, 2);
        boolean reached = Double.isFinite(calls.most());
        String full = reached ? column(results, 1).toString() : "not within 5 s";
        String until = reached ? Math.round(calls.median()) + " [" + Math.round(calls.least()) + "–" + Math.round(calls.most()) + "]" : "";
        return "| " + String.join(" | ", type, Integer.toString(threads), column(results, 0).toString(), full, until, column(results, 3).toString()) + " |";
    }

    private static Sampled column(double[][] results, int column) {
        return Sampled.of(Arrays.stream(results).mapToDouble(result -> result[column]).toArray());
    }

    private static double[] inFreshJvm(String type, int threads) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WarmUpTable.class.getName(), type, Integer.toString(threads)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Arrays.stream(output.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /// Prints the nanoseconds of the first call, those until full speed, the calls until then, and the nanoseconds of a call at full speed.
    private static void multiply(boolean single, int threads) {
        Runnable product = single ? singles(Backend.of(threads)) : doubles(Backend.of(threads));
        List<Long> ends = new ArrayList<>(List.of(System.nanoTime()));
        while (ends.getLast() - ends.getFirst() < NANOS) {
            product.run();
            ends.add(System.nanoTime());
        }
        double[] calls = IntStream.range(1, ends.size()).mapToDouble(i -> ends.get(i) - ends.get(i - 1)).toArray();
        double last = median(calls, Math.max(0, calls.length - 50), calls.length);
        int full = IntStream.range(0, calls.length - WINDOW).filter(i -> median(calls, i, i + WINDOW) <= 1.05 * last).findFirst().orElse(-1);
        if (full < 0) System.out.println(calls[0] + " Infinity Infinity " + last);
        else System.out.println(calls[0] + " " + (double) (ends.get(full) - ends.getFirst()) + " " + full + " " + last);
    }

    private static double median(double[] calls, int from, int to) {
        return Sampled.of(Arrays.copyOfRange(calls, from, to)).median();
    }

    private static Runnable singles(Backend backend) {
        float[] a = new float[N * N];
        float[] b = new float[N * N];
        float[] c = new float[N * N];
        for (int i = 0; i < N * N; i++) {
            a[i] = i % 7 - 3;
            b[i] = i % 5 - 2;
        }
        return () -> backend.gemm(false, false, N, N, N, 1f, a, 0, N, b, 0, N, 0f, c, 0, N);
    }

    private static Runnable doubles(Backend backend) {
        double[] a = new double[N * N];
        double[] b = new double[N * N];
        double[] c = new double[N * N];
        for (int i = 0; i < N * N; i++) {
            a[i] = i % 7 - 3;
            b[i] = i % 5 - 2;
        }
        return () -> backend.gemm(false, false, N, N, N, 1.0, a, 0, N, b, 0, N, 0.0, c, 0, N);
    }
}
