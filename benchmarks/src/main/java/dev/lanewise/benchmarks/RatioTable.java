package dev.lanewise.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs benchmarks and prints a Markdown table for each family: ours beside the peers with the same parameters.
///
/// It takes JMH's own command line (`Gemm -p n=64,512`). Without `-f`, `-wi`, `-w`, `-i`, `-r` and `-bm` it runs one fork, warms up
/// for 5 × 1 s and samples for 5 × 1 s. A time is the median of the samples' medians with the smallest and largest of those;
/// `× 1.50` beside a peer says that it takes 1.5 times as long as Lanewise. Progress goes to the error stream.
public final class RatioTable {

    private final Peak peak;
    private final List<Measured> all;

    private RatioTable(Peak peak, List<Measured> all) {
        this.peak = peak;
        this.all = all;
    }

    public static void main(String[] args) throws Exception {
        var given = new CommandLineOptions(args);
        String machine = Machine.describe();
        Peak peak = Peak.measure(Math.min(2, Runtime.getRuntime().availableProcessors()));
        var format = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
        List<Measured> all = new Runner(options(given).build(), format).run().stream().map(Measured::of).toList();
        System.out.println(machine + "\n" + peak + "\n- Options: `" + String.join(" ", args) + "`\n");
        new RatioTable(peak, all).print();
    }

    private static ChainedOptionsBuilder options(CommandLineOptions given) {
        Collection<Mode> modes = given.getBenchModes();
        if (!List.of(Mode.SampleTime, Mode.AverageTime).containsAll(modes)) {
            throw new IllegalArgumentException("RatioTable: expected the mode sample or avgt, but got " + modes);
        }
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given).timeUnit(TimeUnit.NANOSECONDS);
        if (modes.isEmpty()) options.mode(Mode.SampleTime);
        if (!given.getForkCount().hasValue()) options.forks(1);
        if (!given.getWarmupIterations().hasValue()) options.warmupIterations(5);
        if (!given.getWarmupTime().hasValue()) options.warmupTime(TimeValue.seconds(1));
        if (!given.getMeasurementIterations().hasValue()) options.measurementIterations(5);
        if (!given.getMeasurementTime().hasValue()) options.measurementTime(TimeValue.seconds(1));
        return options;
    }

    private void print() {
        all.stream().map(Measured::family).distinct().forEach(this::printFamily);
        List<Measured> alone = all.stream().filter(measured -> !measured.who().equals(Measured.OURS))
                .filter(peer -> all.stream().noneMatch(ours -> isOurs(ours) && ours.compares(peer))).toList();
        for (Measured peer : alone) {
            System.out.println("Not compared: " + peer.who() + ", " + peer.operation() + " " + peer.parameters() + ", " + peer.time());
        }
    }

    private static boolean isOurs(Measured measured) {
        return measured.who().equals(Measured.OURS);
    }

    private void printFamily(String family) {
        List<Measured> ours = all.stream().filter(measured -> isOurs(measured) && measured.family().equals(family))
                .sorted(Comparator.comparing(Measured::operation)).toList();
        if (ours.isEmpty()) return;
        List<String> parameters = List.copyOf(ours.stream().flatMap(measured -> measured.parameters().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
        List<String> peers = all.stream().filter(peer -> ours.stream().anyMatch(measured -> measured.compares(peer)))
                .map(Measured::who).distinct().sorted().toList();
        System.out.println("## " + family + "\n");
        printRow(Stream.of(Stream.of("operation"), parameters.stream(), Stream.of("Lanewise", "rate", "of peak"), peers.stream()));
        printRow(Stream.of(Stream.generate(() -> "---").limit(4 + parameters.size() + peers.size())));
        for (Measured measured : ours) {
            printRow(Stream.of(Stream.of(measured.operation()), parameters.stream().map(key -> measured.parameters().getOrDefault(key, "")),
                    own(measured), peers.stream().map(peer -> beside(measured, peer))));
        }
        System.out.println();
    }

    private Stream<String> own(Measured ours) {
        Work work = Work.of(ours);
        double nanos = ours.time().median();
        return Stream.of(ours.time().toString(), work.rate(nanos), work.ofPeak(nanos, peak.flops(ours.isSingle(), ours.threads())));
    }

    private String beside(Measured ours, String peer) {
        Optional<Measured> theirs = all.stream().filter(measured -> measured.who().equals(peer) && ours.compares(measured)).findFirst();
        return theirs.map(measured -> measured.time() + " × " + Sampled.digits(measured.time().median() / ours.time().median())).orElse("");
    }

    private static void printRow(Stream<Stream<String>> cells) {
        System.out.println(cells.flatMap(group -> group).collect(Collectors.joining(" | ", "| ", " |")));
    }
}
