package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.MachinePeak;
import dev.lanewise.linalg.ProductSpeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `bench`: what this machine does, beside what it could.
@Command(name = "bench", header = "Measure this machine: peak, memory, products, and steps of usual networks.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise bench",
    "  lanewise bench --threads 1 --kernels scalar",
    "  lanewise bench --seconds 60 --json"})
final class BenchCommand implements Runnable {

    private static final int PRODUCT = 512;
    /// A step takes as long as so many of the other measurements.
    private static final int STEP_PARTS = 3;

    @ParentCommand private Lanewise lanewise;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "20", description = "How long it may take (${DEFAULT-VALUE}); longer is less noisy.")
    private double seconds;

    private final List<Line> lines = new ArrayList<>();

    /// One measurement.
    ///
    /// @param peak what it could be at most; NaN where nothing is known
    private record Line(String what, int threads, double speed, String unit, double peak) { }

    @Override public void run() {
        if (!(seconds > 0 && seconds <= 3600)) throw new UsageException("--seconds: expected more than 0 and at most 3600, but got " + seconds);
        Run circumstances = run.run(Progress.Listener.silent());
        int threads = circumstances.backend().threads();
        List<StepSpeed> steps = StepSpeed.usual();
        List<Integer> counts = threads == 1 ? List.of(1) : List.of(1, threads);
        int parts = 5 * counts.size() + STEP_PARTS * steps.size();
        long nanos = (long) (seconds / parts * TimeUnit.SECONDS.toNanos(1));
        measure(circumstances, counts, steps, nanos, lanewise.listener(), parts);
        format.rows(lanewise.console().out(), "measurements", table());
        if (format.text()) lanewise.console().out().println("\n" + Figures.count(threads) + (threads == 1 ? " thread" : " threads") + ", kernels " + circumstances.backend().kernels().name()
                + "; share: of the peak of as many threads. A step is forward, backward and Adam.");
    }

    private void measure(Run circumstances, List<Integer> counts, List<StepSpeed> steps, long nanos, Progress.Listener listener, int parts) {
        Backend backend = circumstances.backend();
        MachinePeak peak = new MachinePeak(backend.kernels(), nanos);
        ProductSpeed products = new ProductSpeed(PRODUCT, nanos / 2);
        int done = 0;
        for (int threads : counts) {
            double floats = add("multiply-adds in registers, float32", threads, peak.floats(threads), "GFLOP/s", Double.NaN);
            tell(listener, ++done, parts);
            double doubles = add("multiply-adds in registers, float64", threads, peak.doubles(threads), "GFLOP/s", Double.NaN);
            tell(listener, ++done, parts);
            add("reads from memory", threads, peak.reads(threads), "GB/s", Double.NaN);
            tell(listener, ++done, parts);
            add("product " + PRODUCT + " × " + PRODUCT + ", float32", threads, products.floats(backend.threads(threads)), "GFLOP/s", floats);
            tell(listener, ++done, parts);
            add("product " + PRODUCT + " × " + PRODUCT + ", float64", threads, products.doubles(backend.threads(threads)), "GFLOP/s", doubles);
            tell(listener, ++done, parts);
        }
        double floats = lines.stream().filter(line -> line.threads == backend.threads()).findFirst().orElseThrow().speed;
        for (StepSpeed step : steps) {
            add(step.name(), backend.threads(), step.samples(circumstances, STEP_PARTS * nanos) * step.operations() / 1e9, "GFLOP/s", floats);
            tell(listener, done += STEP_PARTS, parts);
        }
    }

    private double add(String what, int threads, double speed, String unit, double peak) {
        lines.add(new Line(what, threads, speed, unit, peak));
        return speed;
    }

    private static void tell(Progress.Listener listener, int done, int parts) { listener.onProgress(new Progress("bench", done, parts, "parts", Double.NaN)); }

    private Table table() {
        Table table = Table.empty().with("what", texts(Line::what)).with("threads", lines.stream().mapToDouble(Line::threads).toArray());
        table = format.text() ? table.with("   speed", texts(line -> String.format(Locale.ROOT, "%,8.1f", line.speed))) : table.with("speed", lines.stream().mapToDouble(Line::speed).toArray());
        return table.with("unit", texts(Line::unit)).with("share", texts(line -> Double.isNaN(line.peak) ? "" : Figures.percent(line.speed / line.peak)));
    }

    private List<String> texts(Function<Line, String> text) { return lines.stream().map(text).toList(); }
}
