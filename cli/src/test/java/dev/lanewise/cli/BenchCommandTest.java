package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `bench`, for so short a time that its figures mean nothing.
class BenchCommandTest {

    @Test void benchMeasuresPeakMemoryProductsAndSteps() {
        Cli.Result result = Cli.run("bench", "--seconds", 0.5, "--threads", 2, "--json");

        assertThat(result.code()).as(result.err()).isZero();
        List<Options> measurements = Options.parseJson(result.out(), "output").list("measurements");
        assertThat(measurements).hasSize(14).allSatisfy(measurement -> assertThat(measurement.number("speed")).isPositive());
        assertThat(measurements.getLast().text("what")).startsWith("attention block");
        assertThat(measurements.getLast().text("share")).endsWith(" %");
    }

    @Test void benchWithOneThreadSaysEachThingOnce() {
        Cli.Result result = Cli.run("bench", "--seconds", 0.2, "--threads", 1, "--kernels", "scalar");

        assertThat(result.out()).containsSubsequence("multiply-adds in registers, float32", "reads from memory", "product 512 × 512, float64", "LSTM", "\n1 thread, kernels scalar");
        assertThat(result.lines()).hasSize(1 + 9 + 2);
    }
}
