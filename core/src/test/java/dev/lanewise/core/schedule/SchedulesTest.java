package dev.lanewise.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Schedules against PyTorch's factors (`schedules.txt`, made by `schedules.py`), which also tries every description.
class SchedulesTest {

    /// The last digits of float64 factors that PyTorch gets step by step, each from the one before.
    private static final double LAST_DIGITS = 1e-12;

    /// One case of the file.
    record Case(String title, double[] metrics, double[] factors) {

        Schedule schedule() { return Schedules.create(Options.parseJson(title.split(" ", 3)[2], "case")); }

        Schedule.Session start() { return schedule().start(new Horizon(Long.parseLong(title.split(" ")[0]), Long.parseLong(title.split(" ")[1]))); }

        @Override public String toString() { return title; }
    }

    static List<Case> cases() throws IOException {
        var resource = Objects.requireNonNull(SchedulesTest.class.getResourceAsStream("schedules.txt"), "schedules.txt");
        List<Case> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
                if (line.startsWith("case ")) cases.add(new Case(line.substring(5), new double[0], new double[0]));
                else if (line.startsWith("metrics ")) cases.add(new Case(cases.removeLast().title, numbers(line), new double[0]));
                else cases.add(new Case(cases.getLast().title, cases.removeLast().metrics, numbers(line)));
            }
        }
        return cases;
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).skip(1).mapToDouble(word -> word.equals("nan") ? Double.NaN : Double.parseDouble(word)).toArray();
    }

    @ParameterizedTest @MethodSource("cases")
    void everyFactorIsPyTorchs(Case example) {
        Schedule.Session session = example.start();
        double[] factors = new double[example.factors.length];
        for (int i = 0; i < factors.length; i++) {
            if (example.metrics.length > 0) session.epochEnded(example.metrics[i]);
            factors[i] = session.factor(i);
        }

        assertThat(factors).containsExactly(example.factors, within(LAST_DIGITS));
    }

    @ParameterizedTest @MethodSource("cases")
    void theDescriptionMakesAnEqualSchedule(Case example) {
        Schedule schedule = example.schedule();

        assertThat(Schedules.create(Options.parseJson(schedule.describe().toJson(), "copy"))).isEqualTo(schedule);
    }

    @ParameterizedTest @MethodSource("cases")
    void aRestoredSessionGoesOnAsIfNothingHadHappened(Case example) {
        Schedule.Session whole = example.start(), first = example.start(), second = example.start();
        int n = example.factors.length;
        for (int i = 0; i < n; i++) {
            double metric = example.metrics.length > 0 ? example.metrics[i] : 1;
            if (i == n / 2) second.restore(first.state());
            whole.epochEnded(metric);
            (i < n / 2 ? first : second).epochEnded(metric);

            assertThat((i < n / 2 ? first : second).factor(i)).isEqualTo(whole.factor(i));
        }
    }

    @Test void everyNameIsInAFileOfPyTorchs() throws IOException {
        assertThat(cases().stream().map(example -> example.schedule().describe().text("schedule"))).containsAll(Schedules.names());
    }

    @Test void stepsBehindTheEndKeepTheLastFactor() {
        Horizon horizon = new Horizon(10, 5);

        assertThat(Cosine.of().floor(0.1).start(horizon).factor(1000)).isEqualTo(0.1);
        assertThat(Polynomial.of().start(horizon).factor(1000)).isZero();
        assertThat(OneCycle.of().start(horizon).factor(1000)).isCloseTo(4e-6, within(LAST_DIGITS));
    }

    @Test void aTrainingWithoutStepsHasAFactorToo() {
        for (String name : Schedules.names()) {
            Schedule schedule = Schedules.named(name, name.equals("noam") ? Options.none().with("width", 4) : Options.none());

            assertThat(schedule.start(new Horizon(0, 1)).factor(0)).as(name).isBetween(0.0, 1.0);
        }
    }

    @Test void whatThereIsNotIsNamed() {
        assertThatThrownBy(() -> Schedules.named("cosin", Options.none())).isInstanceOf(DataException.class)
                .hasMessageStartingWith("No schedule is named 'cosin'. There are: constant, cosine, cosine-restarts").hasMessageEndingWith("Did you mean 'cosine'?");
        assertThatThrownBy(() -> Schedules.named("cosine", Options.none().with("flor", 0.1)))
                .hasMessage("No option of cosine is named 'flor'. There are: floor, length. Did you mean 'floor'?");
        Schedule own = _ -> step -> 1.0 / (step + 1);
        assertThatThrownBy(own::describe).hasMessageEndingWith("expected a schedule with a description, because a file is to hold it, but it has none");
    }

    @Test void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Cosine.of().floor(2)).hasMessage("Cosine: expected a floor in [0, 1], but got 2.0");
        assertThatThrownBy(() -> Exponential.of(0)).hasMessage("Exponential: expected a decay in (0, 1], but got 0.0");
        assertThatThrownBy(() -> Polynomial.of().power(Double.NaN)).hasMessage("Polynomial: expected a power > 0, but got NaN");
        assertThatThrownBy(() -> Plateau.of().decay(1)).hasMessage("Plateau: expected a decay in (0, 1), but got 1.0");
        assertThatThrownBy(() -> OneCycle.of().rise(0)).hasMessage("OneCycle: expected a rise in (0, 1), but got 0.0");
        assertThatThrownBy(() -> Noam.of(0)).hasMessage("Noam: expected a width ≥ 1, but got 0");
        assertThatThrownBy(() -> CosineRestarts.every(Span.steps(3)).growth(0)).hasMessage("CosineRestarts: expected growth ≥ 1, but got 0");
        assertThatThrownBy(() -> Plateau.of().start(new Horizon(1, 1)).restore(new double[1])).hasMessage("Plateau: expected a state of 4 numbers, but got 1");
        assertThatThrownBy(() -> Cosine.of().start(new Horizon(1, 1)).restore(new double[1])).hasMessageStartingWith("Schedule.restore: expected no numbers, but got [0.0]");
    }
}
