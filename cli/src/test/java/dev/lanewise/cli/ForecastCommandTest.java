package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `forecast`: from a file of a series to a file of what comes next.
class ForecastCommandTest {

    @TempDir Path folder;
    private Path months;

    /// Eight years with a summer.
    @BeforeEach void write() throws IOException {
        StringBuilder text = new StringBuilder("month,sales\n");
        for (int i = 0; i < 96; i++) text.append(String.format(Locale.ROOT, "%d-%02d,%.3f%n", 2001 + i / 12, 1 + i % 12, 100 + i + 20 * Math.sin(Math.PI * i / 6)));
        months = Files.writeString(folder.resolve("months.csv"), text);
    }

    private Cli.Result run(Object... more) {
        Object[] all = new Object[6 + more.length];
        System.arraycopy(new Object[] {"forecast", "mlp", "--data", months, "--time", "month"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Cli.run(all);
    }

    @Test void theNextStepsAreCsvAndTheBaselinesStandBesideTheScore() {
        Cli.Result result = run("--look-back", 12, "--steps", 3, "--epochs", 2, "--set", "hidden=4");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.lines()).hasSize(4).first().isEqualTo("time,sales");
        assertThat(result.lines().get(1)).startsWith("2009-01,");
        assertThat(result.err()).contains("TimeSeries(76 steps of sales, 2001-01 … 2007-04)", "mlp ", "persistence ", "seasonal naive, 12 ", "linear AR, 12 ", "over 18 forecasts of 3 steps", "beat");
    }

    @Test void aForecastIsDrawnSavedAndGoesOnWithNewData() throws IOException {
        Path next = folder.resolve("next.csv"), plot = folder.resolve("next.svg"), file = folder.resolve("m.safetensors");

        Cli.Result result = run("--look-back", 12, "--steps", 4, "--epochs", 2, "--interval", "ensemble", "--test", 0, "--out", next, "--plot", plot, "--save", file);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Table.readCsv(next).names()).containsExactly("time", "sales", "sales lower", "sales upper");
        assertThat(Files.readString(plot)).startsWith("<svg");

        Cli.Result again = Cli.run("forecast", file, "--data", months, "--time", "month", "--steps", 4);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).isEqualToNormalizingNewlines(Files.readString(next));
        assertThat(again.err()).contains("5 × mlp", "seasonal naive, 12");
    }

    @Test void gatesAreDrawnWhereThereAreSome() throws IOException {
        Path gates = folder.resolve("gates.svg"), report = folder.resolve("report");

        Cli.Result result = Cli.run("forecast", "lstm", "--data", months, "--time", "month", "--look-back", 12, "--steps", 2, "--epochs", 1, "--set", "units=3,2", "--test", 0, "--gates", gates, "--report", report);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(gates)).startsWith("<svg").contains("candidate", "input", "2008-12");
        assertThat(Files.readString(report.resolve("report.html"))).contains("Gates and states, step by step", "Layer 1, what is known last");
        assertThat(run("--look-back", 12, "--epochs", 1, "--gates", gates).err()).contains("--gates: expected a recurrent model, such as lstm, gru or rnn, but got mlp. Leave --gates away");
        assertThat(run("--gates", "gates.gif").err()).contains("--gates: expected a name that ends in .png or .svg, but got gates.gif");
    }

    @Test void aBadSeriesGetsASentence() throws IOException {
        Files.writeString(months, "month,sales\n2001-01,1\n2001-02,2\n2001-04,4\n");
        assertThat(run().code()).isEqualTo(1);
        assertThat(run().err()).contains("months.csv, line 4, column \"month\": expected a row for every step, but 2001-03 is missing. Fill gaps with the last value or by interpolation");
        assertThat(run("--gaps", "interpolate", "--test", 0).err()).contains("Windows: expected a series of at least 36 steps, for a look-back of 24 and a horizon of 12, but got 4");
        assertThat(run("--gaps", "guess").err()).contains("way to fill gaps");
        Files.writeString(months, "month,sales\n2001-01,1\n2001-02,two\n");
        assertThat(run().err()).contains("line 3, column \"sales\": expected a number, but got \"two\"");
        assertThat(run("--target", "profit", "--gaps", "last").err()).doesNotContain("\tat ");
    }

    @Test void wrongOptionsGetASentence() {
        assertThat(run("--steps", 0).err()).contains("--steps: expected at least 1 step, but got 0");
        assertThat(run("--test", 1).err()).contains("--test: expected a share in [0, 1), but got 1.0");
        assertThat(run("--target", "profit").err()).contains("variable of the series", "'profit'");
        assertThat(run("--set", "hiden=3").err()).contains("'hiden'");
        assertThat(Cli.run("forecast", "mlp", "--data", folder.resolve("none.csv")).err()).contains("none.csv: there is no such file");
    }

    @Test void whatIsKnownAheadIsLookedAt() throws IOException {
        StringBuilder text = new StringBuilder("day,sales,open\n");
        for (int i = 0; i < 120; i++) {
            int open = i * i * 7 % 11 < 6 ? 1 : 0;
            text.append(i).append(',').append(i < 116 ? Integer.toString(open * 50 + 10) : "").append(',').append(open).append('\n');
        }
        Path days = Files.writeString(folder.resolve("days.csv"), text);

        Cli.Result result = Cli.run("forecast", "linear-regression", "--data", days, "--time", "day", "--look-back", 4, "--steps", 4, "--known", "open", "--target", "sales", "--test", 0);

        assertThat(result.code()).as(result.err()).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(Double.parseDouble(result.lines().get(i + 1).split(",")[1])).isCloseTo((116 + i) * (116 + i) * 7 % 11 < 6 ? 60 : 10, org.assertj.core.api.Assertions.within(0.1));
        }
        assertThat(Cli.run("forecast", "mlp", "--data", days, "--time", "day", "--look-back", 4, "--steps", 5, "--known", "open").err()).contains("--look-back: expected at least 5 steps");
        assertThat(Cli.run("forecast", "mlp", "--data", days, "--time", "day", "--look-back", 9, "--steps", 5, "--known", "open").err()).contains("expected 121 values of 'open'");
    }
}
