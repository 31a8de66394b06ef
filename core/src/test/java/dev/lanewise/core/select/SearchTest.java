package dev.lanewise.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.select.Scores.FoldScore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SearchTest {

    /// Its figures are made of its options and of the samples it learned from; a bad option is refused.
    private record Toy(double quality, double noise) implements Estimator {

        static Toy of(Options options) {
            if (options.number("quality", 0) < 0) throw new IllegalArgumentException("Toy: expected quality ≥ 0, but got " + options.number("quality"));
            return new Toy(options.number("quality", 0), options.options("inner").number("noise", 0));
        }

        @Override public Model fit(Dataset data, Run run) {
            if (quality == 7) throw new DataException("Toy: expected anything but 7, but got 7");
            double sum = data.matrix().columnSums()[0] + run.seed().child("fit").stream().nextDouble();
            return new Model() {
                @Override public ModelContent content() { throw new UnsupportedOperationException(); }

                @Override public Table predict(Dataset any, Run run) { return Table.empty().with("quality", new double[] {quality, noise}); }

                @Override public Evaluation evaluate(Dataset test, Run run) { return new Evaluation(test.size(), Map.of("accuracy", quality + noise * Math.sin(sum), "loss", -quality)); }
            };
        }
    }

    private static final Options BASE = Options.none().with("inner", Options.none().with("noise", 0.0));

    private static Search search(Candidates candidates) { return Search.over(Toy::of, candidates).base(BASE).folds(Folds.k(4)); }

    private static Dataset data() { return FoldsTest.classes(0, 1, 0, 1, 0, 1, 0, 1, 0, 0); }

    // ---- candidates

    @Test void aGridHasEveryCombinationAndReachesIntoTheTree() {
        Options base = Options.none().with("steps", List.of(Options.none().with("model", "a"), Options.none().with("C", 1))).with("rate", 1);

        List<Options> all = Grid.of("steps.1.C", 2, 3).and("rate", 0.5, 0.25, 0.125).of(base, Seed.of(1));

        assertThat(all).hasSize(6).doesNotHaveDuplicates();
        assertThat(all.get(4).list("steps").get(1).integer("C")).isEqualTo(3);
        assertThat(all.get(4).list("steps").get(0).text("model")).isEqualTo("a");
        assertThat(all.get(4).number("rate")).isEqualTo(0.25);
        assertThatThrownBy(() -> Grid.of("steps.2.C", 1).of(base, Seed.of(1))).isInstanceOf(DataException.class).hasMessage("Search: expected a place in 0 … 1 of the list in 'steps.2.C', but got '2'");
        assertThatThrownBy(() -> Grid.of("no.C", 1).of(base, Seed.of(1))).hasMessage("Search: expected an object or a list 'no' on the way to 'no.C', but there are [steps, rate]");
    }

    @Test void drawsFollowTheSeedAndMoreBeginWithTheSame() {
        Draws draws = Draws.of(50).uniform("u", -1, 2).logUniform("l", 1e-3, 1e3).integers("i", 2, 4).choice("c", "x", "y");
        List<Options> fifty = draws.of(Options.none(), Seed.of(1));

        assertThat(Draws.of(20).uniform("u", -1, 2).logUniform("l", 1e-3, 1e3).integers("i", 2, 4).choice("c", "x", "y").of(Options.none(), Seed.of(1))).isEqualTo(fifty.subList(0, 20));
        assertThat(draws.of(Options.none(), Seed.of(2))).isNotEqualTo(fifty);
        assertThat(fifty).allMatch(options -> options.number("u") >= -1 && options.number("u") < 2 && options.number("l") >= 1e-3 && options.number("l") <= 1e3);
        assertThat(fifty.stream().map(options -> options.integer("i")).distinct()).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(fifty.stream().filter(options -> options.number("l") < 1).count()).as("half of the logarithms").isBetween(15L, 35L);
        assertThatThrownBy(() -> Draws.of(1).logUniform("l", 0, 1)).hasMessage("Draws: expected a range or values for 'l', but got 0.0 … 1.0");
        assertThatThrownBy(() -> Draws.of(1).integers("i", 0, Integer.MAX_VALUE)).hasMessageStartingWith("Draws: expected a range or values for 'i', but got 0.0 … 2.1");
    }

    // ---- the search

    @Test void theBestIsFoundAndLearnsFromEverything() {
        SearchResult result = search(Grid.of("quality", 0.2, 0.9, 0.9, 0.5)).result(data(), Run.standard());

        assertThat(result.best()).isSameAs(result.candidates().get(1));
        assertThat(result.ranks()).containsExactly(4, 1, 1, 3);
        assertThat(search(Grid.of("quality", 0.2, 0.9, 0.5)).fit(data(), Run.standard()).predict(data()).column("quality")[0]).isEqualTo(0.9);
        assertThat(search(Grid.of("quality", 0.2, 0.9)).by(Criterion.highest("loss")).result(data(), Run.standard()).best().options().number("quality")).isEqualTo(0.2);
        assertThat(result.table().names()).containsExactly("quality", "accuracy", "deviation", "rank", "fit seconds", "failure");
    }

    @Test void failuresAreNotedAndNotFatal() {
        SearchResult result = search(Grid.of("quality", 7, -1, 0.3)).result(data(), Run.standard());

        assertThat(result.candidates()).extracting(SearchResult.Candidate::failure).containsExactly("Toy: expected anything but 7, but got 7", "Toy: expected quality ≥ 0, but got -1.0", "");
        assertThat(result.best().options().number("quality")).isEqualTo(0.3);
        assertThat(result.ranks()).containsExactly(2, 2, 1);
        assertThatThrownBy(() -> search(Grid.of("quality", 7)).fit(data(), Run.standard())).isInstanceOf(DataException.class)
                .hasMessage("Search: expected a candidate that can learn from the data, but all 1 failed, the first one so: Toy: expected anything but 7, but got 7");
        assertThat(search(Grid.of("quality", 1)).by(Criterion.highest("kappa")).result(data(), Run.standard()).candidates().getFirst().failure()).contains("'kappa'");
        assertThatThrownBy(() -> search(Grid.of("quality", 1)).result(FoldsTest.rows(8), Run.standard())).hasMessage("Search: expected a criterion, because the data has no target to choose one by, but got none");
    }

    @Test void withoutCandidatesThereIsASentence() {
        assertThatThrownBy(() -> search((_, _) -> List.of()).fit(data(), Run.standard())).isInstanceOf(DataException.class).hasMessage("Search: expected at least one candidate, but got none");
    }

    @Test void theNumberOfThreadsChangesNoFigure() {
        Search noisy = search(Draws.of(13).uniform("quality", 0, 1).uniform("inner.noise", 0, 1));
        List<String> once = figures(noisy.result(data(), Run.standard().threads(1)));

        assertThat(figures(noisy.result(data(), Run.standard().threads(3)))).isEqualTo(once);
        assertThat(figures(noisy.result(data(), Run.standard().threads(2).seed(5)))).isNotEqualTo(once);
    }

    private static List<String> figures(SearchResult result) {
        return result.candidates().stream().map(candidate -> candidate.options() + java.util.Arrays.toString(candidate.scores().orElseThrow().values("accuracy"))).toList();
    }

    @Test void aSearchCanBeJudgedItself() {
        Scores nested = CrossValidation.of(Folds.k(2)).score(search(Grid.of("quality", 0.2, 0.6)).folds(Folds.k(2)), data());

        assertThat(nested.values("accuracy")).containsExactly(0.6, 0.6);
    }

    @Test void progressIsTold() {
        AtomicLong most = new AtomicLong();
        search(Grid.of("quality", 1, 2, 3)).result(data(), Run.standard().listener(progress -> most.accumulateAndGet(progress.done(), Math::max)));

        assertThat(most).hasValue(12);
    }

    // ---- scores

    @Test void summariesAreThoseOfTheirDefinition() {
        Scores scores = new Scores(java.util.stream.DoubleStream.of(0.9, 0.8, 1.0, 0.7).mapToObj(accuracy -> new FoldScore(30, new Evaluation(10, Map.of("accuracy", accuracy)), 0.5, 0.1)).toList());
        Scores.Summary summary = scores.figure("accuracy");
        double deviation = Math.sqrt(0.05 / 3), half = 3.182446305284263 * deviation * Math.sqrt(1.0 / 4 + 1.0 / 3);

        assertThat(summary.mean()).isEqualTo(0.85, within(1e-15));
        assertThat(summary.deviation()).isEqualTo(deviation, within(1e-15));
        assertThat(summary.low()).isEqualTo(0.85 - half, within(1e-12));
        assertThat(summary.high()).isEqualTo(0.85 + half, within(1e-12));
        assertThat(scores.fitSeconds()).isEqualTo(2);
        assertThat(scores).hasToString("accuracy 0.8500 ± 0.1291 (0.5362 … 1.1638), over 4 folds");
    }

    @Test void anEstimatorThatFailsFailsItsCrossValidation() {
        assertThatThrownBy(() -> CrossValidation.of(Folds.k(2)).score(new Toy(7, 0), data())).isInstanceOf(DataException.class).hasMessage("Toy: expected anything but 7, but got 7");
        assertThatThrownBy(() -> Search.over("no-such-model", Options.none(), Grid.of("x", 1))).isInstanceOf(DataException.class).hasMessageContaining("No model is named 'no-such-model'");
    }
}
