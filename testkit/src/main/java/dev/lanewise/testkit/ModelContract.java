package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Transform;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every model must do that a [ModelProvider] names. Implement [#name()], [#data()] and [#unsuitable()] in a test class and
/// inherit the tests.
///
/// ```java
/// class CentroidsTest implements ModelContract {
///     public String name() { return "centroids"; }
///     public Dataset data() { return TableDataset.of(Table.readCsv(iris), "species"); }
///     public Dataset unsuitable() { return data().…; }                                    // of another width
/// }
/// ```
public interface ModelContract {

    /// The name of the provider.
    String name();

    /// Options that make learning quick: every test learns anew.
    default Options options() { return Options.none(); }

    /// Few samples to learn from and to judge by.
    Dataset data();

    /// Samples of another shape, which a model that learned from [#data()] must refuse.
    Dataset unsuitable();

    private ModelProvider provider() { return ModelRegistry.load().provider(name()); }

    private Model fit(int threads) { return ModelRegistry.load().create(name(), options()).fit(data(), Run.standard().threads(threads)); }

    // ---- learning

    @Test default void theNumberOfThreadsChangesNoByteOfTheFile(@TempDir Path directory) throws IOException {
        byte[] once = saved(fit(1), directory);

        for (int threads = 2; threads <= 3; threads++) assertThat(saved(fit(threads), directory)).as(threads + " threads").isEqualTo(once);
    }

    private static byte[] saved(Model model, Path directory) throws IOException {
        Path file = directory.resolve("model.safetensors");
        model.save(file);
        return Files.readAllBytes(file);
    }

    @Test default void theFileSaysWhereTheModelCameFrom() {
        Model model = ModelRegistry.load().create(name(), options()).fit(data(), Run.standard().seed(4711));

        assertThat(model.content().model()).isEqualTo(name());
        assertThat(model.content().schema()).isEqualTo(data().schema());
        assertThat(model.content().provenance().seed()).isEqualTo(4711);
        assertThat(model.content().provenance().fingerprint()).isNotEmpty();
    }

    // ---- predicting

    @Test default void everySampleGetsARow() {
        assertThat(fit(1).predict(data(), Run.standard()).size()).isEqualTo(data().size());
    }

    @Test default void aLoadedModelPredictsTheSame(@TempDir Path directory) throws IOException {
        Model model = fit(1);
        byte[] file = saved(model, directory);

        Model loaded = ModelRegistry.load().read(directory.resolve("model.safetensors"));

        assertThat(rows(loaded.predict(data(), Run.standard()))).isEqualTo(rows(model.predict(data(), Run.standard())));
        assertThat(saved(loaded, directory)).as("saved again").isEqualTo(file);
        if (isJudged()) assertThat(loaded.evaluate(data(), Run.standard())).isEqualTo(model.evaluate(data(), Run.standard()));
    }

    /// Whether there is a target to judge predictions by, or the model judges itself, as a reducer does by what it loses.
    default boolean isJudged() { return true; }

    /// 64 questions from 8 threads; `-Dlanewise.predictions=10000` asks more.
    @Test default void manyThreadsPredictWhatOneDoes() throws InterruptedException, ExecutionException {
        Model model = fit(1);
        String expected = rows(model.predict(data(), Run.standard().threads(1)));
        List<Future<String>> answers = new ArrayList<>();

        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int call = 0; call < Math.max(64, Integer.getInteger("lanewise.predictions", 0)); call++) {
                int threads = 1 + call % 3;
                answers.add(callers.submit(() -> rows(model.predict(data(), Run.standard().threads(threads)))));
            }
        }

        for (Future<String> answer : answers) assertThat(answer.get()).isEqualTo(expected);
    }

    @Test default void predictingChangesNothing(@TempDir Path directory) throws IOException {
        Model model = fit(1);
        byte[] before = saved(model, directory);

        model.predict(data(), Run.standard());
        if (isJudged()) model.evaluate(data(), Run.standard());

        assertThat(saved(model, directory)).isEqualTo(before);
    }

    /// A table as text, in which equal bits read alike.
    private static String rows(Table table) {
        StringBuilder text = new StringBuilder();
        table.writeCsv(text);
        return text.toString();
    }

    // ---- what does not fit

    @Test default void samplesOfAnotherShapeAreRefusedInASentence() {
        Model model = fit(1);

        assertThatThrownBy(() -> model.predict(unsuitable(), Run.standard())).isInstanceOfAny(DataException.class, ShapeException.class).satisfies(ModelContract::isASentence);
    }

    // ---- weights

    /// Samples of which some count more than others: what is learned from them is not the same, or they are refused. Transforms that know no classes pass weights on.
    @Test default void weightsOfSamplesCountOrAreRefused() {
        if (isBlindToWeights(fit(1))) return;
        Dataset weighted = data().weighted(IntStream.range(0, data().size()).mapToDouble(row -> row < data().size() / 2 ? 1 : 5).toArray());
        Map<String, String> alike = numbers(fit(1)), learned;
        try {
            learned = numbers(ModelRegistry.load().create(name(), options()).fit(weighted, Run.standard().threads(1)));
        } catch (DataException refused) {
            assertThat(refused).satisfies(ModelContract::isASentence).hasMessageContaining("weight");
            return;
        }
        Dataset fewer = data().rows(IntStream.range(data().size() / 2, data().size()).toArray());
        boolean learns = !numbers(ModelRegistry.load().create(name(), options()).fit(fewer, Run.standard().threads(1))).equals(alike);
        if (learns) assertThat(learned).isNotEqualTo(alike);
    }

    private static boolean isBlindToWeights(Model model) { return model instanceof Transform && !(model instanceof Classifier); }

    /// What was learned, as texts in which equal bits read alike.
    private static Map<String, String> numbers(Model model) {
        return model.content().tensors().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, tensor -> Arrays.toString(tensor.getValue().doubles())));
    }

    /// Samples with weights of 0 and 1 are judged like those that have 1, or refused.
    @Test default void judgementsCountWeightsOrRefuseThem() {
        Model model = fit(1);
        if (!isJudged() || isBlindToWeights(model)) return;
        double[] weights = IntStream.range(0, data().size()).mapToDouble(row -> row % 3 == 0 ? 0 : 1).toArray();
        Evaluation judged;
        try {
            judged = model.evaluate(data().weighted(weights), Run.standard());
        } catch (DataException refused) {
            assertThat(refused).satisfies(ModelContract::isASentence).hasMessageContaining("weight");
            return;
        }
        Evaluation expected = model.evaluate(data().rows(IntStream.range(0, data().size()).filter(row -> weights[row] > 0).toArray()), Run.standard());
        expected.figures().forEach((name, figure) -> assertThat(judged.figure(name)).as(name).isCloseTo(figure, within(1e-6 * Math.max(1, Math.abs(figure)))));
    }

    private static void isASentence(Throwable complaint) {
        assertThat(complaint).message().contains("expected").contains("but").doesNotContain("null", "\n", "java.");
    }

    // ---- options

    @Test default void itIsNamedAndDescribed() {
        assertThat(provider().name()).isEqualTo(name()).matches("[a-z][a-z0-9-]*");
        assertThat(provider().family()).isNotBlank();
        assertThat(provider().summary()).matches("(?s)[A-Z].*\\.");
        Declarations.requireComplete(name(), provider().options());
    }

    @Test default void anOptionThatNobodyDeclaredIsRefused() {
        assertThatThrownBy(() -> ModelRegistry.load().create(name(), options().with("no-such-option", 1))).isInstanceOf(DataException.class)
                .hasMessageContaining("'no-such-option'");
    }

    /// What the declaration says of a number is what is taken.
    @Test default void aNumberOutsideOfItsRangeIsRefused() {
        for (Option option : provider().options()) {
            for (double number : Declarations.outside(option)) {
                Object value = option.type() == Option.Type.INTEGER ? (Object) (long) number : (Object) number;

                assertThatThrownBy(() -> ModelRegistry.load().create(name(), options().with(option.name(), value)).fit(data(), Run.standard())).as(option.name() + " = " + value)
                        .isInstanceOfAny(DataException.class, ShapeException.class, IllegalArgumentException.class).satisfies(ModelContract::isASentence);
            }
        }
    }

    /// What is declared but never read would accept anything.
    @Test default void everyDeclaredOptionIsUnderstood() {
        for (Option option : provider().options()) {
            boolean takesObjects = option.type() == Option.Type.OBJECT || option.type() == Option.Type.OBJECTS;
            Options absurd = options().with(option.name(), takesObjects ? (Object) "absurd" : Options.of(Map.of("absurd", true)));

            assertThatThrownBy(() -> ModelRegistry.load().create(name(), absurd).fit(data(), Run.standard())).as(option.name())
                    .isInstanceOf(DataException.class).hasMessageContaining("'" + option.name() + "'");
        }
    }
}
