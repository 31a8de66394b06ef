package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.prepare.Pipeline;
import dev.lanewise.core.prepare.StandardScaler;
import dev.lanewise.core.select.CrossValidation;
import dev.lanewise.core.select.Folds;
import dev.lanewise.core.select.Grid;
import dev.lanewise.core.select.Scores;
import dev.lanewise.core.select.Search;
import dev.lanewise.core.select.SearchResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cross-validation and search over models that are known by name, beside scikit-learn's.
class SelectionTest {

    private final Properties expected = expected();
    private final Dataset iris = new Outside("linear.properties").data("iris");

    @ParameterizedTest @ValueSource(doubles = {0.01, 1, 100})
    void scoresAreThoseOfScikitLearn(double c) {
        Scores scores = CrossValidation.of(Folds.stratified(5)).score(Pipeline.of(StandardScaler.standard(), LogisticRegression.standard().c(c)), iris);

        assertThat(scores.values("accuracy")).containsExactly(numbers("iris.accuracy." + c), within(1e-12));
        assertThat(scores.values("loss")).containsExactly(numbers("iris.loss." + c), within(1e-5));
    }

    @Test void aSearchReachesIntoAPipeline() {
        Options pipeline = Options.none().with("steps", List.of(Options.none().with("model", "standard-scaler"), Options.none().with("model", "logistic-regression")));
        Search search = Search.over("pipeline", pipeline, Grid.of("steps.1.C", 0.01, 1.0, 100.0, -1.0)).folds(Folds.stratified(5));
        SearchResult result = search.result(iris, Run.standard());

        for (int i = 0; i < 3; i++) {
            double c = new double[] {0.01, 1, 100}[i];
            assertThat(result.candidates().get(i).scores().orElseThrow().figure("accuracy").mean()).isEqualTo(Arrays.stream(numbers("iris.accuracy." + c)).average().orElseThrow(), within(1e-12));
        }
        assertThat(result.candidates().get(3).failure()).isEqualTo("LogisticRegression: expected C above 0, but got -1.0");
        assertThat(result.best()).isSameAs(result.candidates().get(2));
        assertThat(search.fit(iris, Run.standard()).evaluate(iris).figure("accuracy")).isGreaterThan(0.97);
    }

    private double[] numbers(String key) { return Arrays.stream(expected.getProperty(key).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    private static Properties expected() {
        Properties properties = new Properties();
        try (InputStream in = SelectionTest.class.getResourceAsStream("selection.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }
}
