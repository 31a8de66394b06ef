package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.ModelContract;
import dev.lanewise.testkit.ReducerContract;
import dev.lanewise.testkit.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Every model that a module provides keeps the contract of models: the same file with any number of threads, the same answers after loading.
class ModelContractsTest {

    private static final Options QUICK = Options.none().with("epochs", 1).with("batch-size", 8);

    @Test void everyModelIsAmongThese() {
        List<String> names = Arrays.stream(ModelContractsTest.class.getDeclaredClasses()).filter(type -> type.isAnnotationPresent(Nested.class)).map(ModelContractsTest::name).toList();

        assertThat(names).containsAll(ModelRegistry.load().names().stream().filter(name -> !name.equals("network")).toList());     // network: in the testkit's own tests
    }

    private static String name(Class<?> type) {
        try {
            return ((ModelContract) type.getDeclaredConstructor(ModelContractsTest.class).newInstance(new ModelContractsTest())).name();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName(), e);
        }
    }

    @Nested class OfPCA implements ReducerContract {
        @Override public String name() { return "pca"; }

        @Override public Options options() { return Options.none().with("components", 2); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfKLTransform implements ReducerContract {
        @Override public String name() { return "kl-transform"; }

        @Override public Options options() { return Options.none().with("moment", "autocorrelation").with("components", 2); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfLDA implements ReducerContract {
        @Override public String name() { return "lda"; }

        @Override public Options options() { return Options.none().with("solver", "eigen").with("shrinkage", "auto"); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfQDA implements ModelContract {
        @Override public String name() { return "qda"; }

        @Override public Options options() { return Options.none().with("regularization", 0.01); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfSubspace implements ModelContract {
        @Override public String name() { return "subspace"; }

        @Override public Options options() { return Options.none().with("dimensions", 2).with("reject-below", 0.2); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfLearningSubspace implements ModelContract {
        @Override public String name() { return "learning-subspace"; }

        @Override public Options options() { return Options.none().with("dimensions", 2).with("epochs", 2); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfDifferenceSubspace implements ModelContract {
        @Override public String name() { return "difference-subspace"; }

        @Override public Options options() { return Options.none().with("dimensions", 2); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfTruncatedSVD implements ReducerContract {
        @Override public String name() { return "truncated-svd"; }

        @Override public Options options() { return Options.none().with("components", 2); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfRandomProjection implements ReducerContract {
        @Override public String name() { return "random-projection"; }

        @Override public Options options() { return Options.none().with("components", 3).with("density", 0.5); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfFastICA implements ReducerContract {
        @Override public String name() { return "fast-ica"; }

        @Override public Options options() { return Options.none().with("components", 2).with("tolerance", 0.01).with("iterations", 2000); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfFactorAnalysis implements ReducerContract {
        @Override public String name() { return "factor-analysis"; }

        @Override public Options options() { return Options.none().with("factors", 1).with("iterations", 20000); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfKernelPCA implements ReducerContract {
        @Override public String name() { return "kernel-pca"; }

        @Override public Options options() { return Options.none().with("components", 2); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfNMF implements ReducerContract {
        @Override public String name() { return "nmf"; }

        @Override public Options options() { return Options.none().with("components", 2); }

        @Override public Dataset data() { return TableDataset.of(squared(table(4)), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(squared(table(5)), ""); }
    }

    @Nested class OfMLP implements ModelContract {
        @Override public String name() { return "mlp"; }

        @Override public Options options() { return QUICK.with("hidden", List.of(9, 7)).with("dropout", 0.2); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfMLPForNumbers implements ModelContract {
        @Override public String name() { return "mlp"; }

        @Override public Options options() { return QUICK.with("hidden", List.of()); }

        @Override public Dataset data() { return TableDataset.of(table(4), "x0"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), "x0"); }
    }

    @Nested class OfPerceptron implements ModelContract {
        @Override public String name() { return "perceptron"; }

        @Override public Options options() { return Options.none().with("epochs", 20); }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfVotedPerceptron implements ModelContract {
        @Override public String name() { return "perceptron"; }

        @Override public Options options() {
            return Options.none().with("epochs", 3).with("variant", "voted").with("rule", "multiclass").with("order", "shuffled").with("start", "random");
        }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 4)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 5)); }
    }

    @Nested class OfAutoencoder implements ReducerContract {
        @Override public String name() { return "autoencoder"; }

        @Override public Options options() { return QUICK.with("hidden", List.of(3)).with("corruption", 0.2); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfAdaline implements ModelContract {
        @Override public String name() { return "adaline"; }

        @Override public Options options() { return Options.none().with("epochs", 3); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 4)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 5)); }
    }

    @Nested class OfLogisticRegression implements ModelContract {
        @Override public String name() { return "logistic-regression"; }

        @Override public Options options() { return Options.none().with("class-weights", "1, 2, 0.5").with("balanced", true); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 4)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 5)); }
    }

    @Nested class OfLinearRegression implements ModelContract {
        @Override public String name() { return "linear-regression"; }

        @Override public Options options() { return Options.none().with("alpha", 0.1); }

        @Override public Dataset data() { return TableDataset.of(table(4), "x0"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), "x0"); }
    }

    @Nested class OfCNN implements ModelContract {
        @Override public String name() { return "cnn"; }

        @Override public Options options() { return QUICK.with("architecture", "tiny"); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 12, 12, 1)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 13, 12, 1)); }
    }

    @Nested class OfLSTM implements ModelContract {
        @Override public String name() { return "lstm"; }

        @Override public Options options() { return QUICK.with("units", List.of(5, 4)); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 6, 2)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 3)); }
    }

    @Nested class OfGRU implements ModelContract {
        @Override public String name() { return "gru"; }

        @Override public Options options() { return QUICK.with("units", List.of(5, 4)); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 6, 2)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 3)); }
    }

    @Nested class OfRNN implements ModelContract {
        @Override public String name() { return "rnn"; }

        @Override public Options options() { return QUICK.with("units", List.of(5, 4)); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 6, 2)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 3)); }
    }

    @Nested class OfCharLM implements ModelContract {
        @Override public String name() { return "char-lm"; }

        @Override public Options options() { return QUICK.with("units", 5).with("embedding", 4).with("chunk", 3).with("batch-size", 2); }

        @Override public Dataset data() { return texts(); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 2)); }
    }

    @Nested class OfSeq2Seq implements ModelContract {
        @Override public String name() { return "seq2seq"; }

        @Override public Options options() { return QUICK.with("units", 5).with("embedding", 4).with("forcing", 0.5); }

        @Override public Dataset data() { return TextDataset.pairs(IntStream.range(0, SAMPLES).mapToObj(i -> "sample " + i % 5).toList(), IntStream.range(0, SAMPLES).mapToObj(i -> i % 5 + "!").toList()); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 2)); }
    }

    @Nested class OfGPT implements ModelContract {
        @Override public String name() { return "gpt"; }

        @Override public Options options() { return QUICK.with("dimension", 8).with("heads", 2).with("blocks", 1).with("chunk", 6).with("batch-size", 4).with("dropout", 0.1); }

        @Override public Dataset data() { return texts(); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 2)); }
    }

    @Nested class OfTransformer implements ModelContract {
        @Override public String name() { return "transformer"; }

        @Override public Options options() { return QUICK.with("dimension", 8).with("heads", 2).with("blocks", 1).with("dropout", 0.1).with("smoothing", 0.1); }

        @Override public Dataset data() { return TextDataset.pairs(IntStream.range(0, SAMPLES).mapToObj(i -> "sample " + i % 5).toList(), IntStream.range(0, SAMPLES).mapToObj(i -> i % 5 + "!").toList()); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 2)); }
    }

    @Nested class OfTransformerClassifier implements ModelContract {
        @Override public String name() { return "transformer-classifier"; }

        @Override public Options options() { return QUICK.with("dimension", 8).with("heads", 2).with("blocks", 1).with("dropout", 0.1); }

        @Override public Dataset data() { return labelled(Shape.of(SAMPLES, 6, 2)); }

        @Override public Dataset unsuitable() { return labelled(Shape.of(SAMPLES, 6, 3)); }
    }

    @Nested class OfStandardScaler implements ModelContract {
        @Override public String name() { return "standard-scaler"; }

        @Override public Options options() { return Options.none(); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfMinMaxScaler implements ModelContract {
        @Override public String name() { return "min-max-scaler"; }

        @Override public Options options() { return Options.none().with("low", -1); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfMaxAbsScaler implements ModelContract {
        @Override public String name() { return "max-abs-scaler"; }

        @Override public Options options() { return Options.none(); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfRobustScaler implements ModelContract {
        @Override public String name() { return "robust-scaler"; }

        @Override public Options options() { return Options.none().with("low", 10); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfPowerScaler implements ModelContract {
        @Override public String name() { return "power-scaler"; }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfRowNormalizer implements ModelContract {
        @Override public String name() { return "row-normalizer"; }

        @Override public Options options() { return Options.none().with("norm", "l1"); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfForecast implements ModelContract {
        @Override public String name() { return "forecast"; }

        @Override public Options options() {
            return Options.none().with("of", QUICK.with("model", "mlp").with("hidden", List.of())).with("look-back", 3).with("horizon", 2).with("interval", "ensemble").with("members", 2).with("season", 4);
        }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfImputer implements ModelContract {
        @Override public String name() { return "imputer"; }

        @Override public Options options() { return Options.none().with("strategy", "median").with("indicator", true); }

        @Override public Dataset data() { return TableDataset.of(table(4), ""); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), ""); }
    }

    @Nested class OfPipeline implements ModelContract {
        @Override public String name() { return "pipeline"; }

        @Override public Options options() {
            return Options.none().with("steps", List.of(Options.none().with("model", "standard-scaler"), Options.none().with("model", "pca").with("components", 3),
                    Options.none().with("model", "logistic-regression").with("C", 10)));
        }

        @Override public Dataset data() { return TableDataset.of(table(4).with("kind", kinds()), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5).with("kind", kinds()), "kind"); }
    }

    @Nested class OfPipelineThatEndsInANetwork implements ModelContract {
        @Override public String name() { return "pipeline"; }

        @Override public Options options() {
            return Options.none().with("steps", List.of(Options.none().with("model", "min-max-scaler"), QUICK.with("model", "mlp").with("hidden", List.of(5))));
        }

        @Override public Dataset data() { return TableDataset.of(table(4), "x0"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(5), "x0"); }
    }

    // ---- samples

    private static final int SAMPLES = 24;

    private static Dataset texts() { return TextDataset.of(IntStream.range(0, SAMPLES).mapToObj(i -> "sample " + i % 5 + "\n").toList()); }

    private static Table table(int columns) {
        Table table = Table.empty();
        for (int j = 0; j < columns; j++) {
            double[] values = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) values[i] = Math.sin(i * (j + 1.0)) + i % 2 + 0.1 * j * i;
            table = table.with("x" + j, values);
        }
        return table;
    }

    private static Table squared(Table table) {
        Table squared = Table.empty();
        for (String name : table.names()) squared = squared.with(name, Arrays.stream(table.column(name)).map(x -> x * x).toArray());
        return squared;
    }

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) kinds.add(i % 2 == 0 ? "even" : "odd");
        return kinds;
    }

    private static Dataset labelled(Shape shape) {
        float[] labels = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) labels[i] = i % 3;
        return TensorDataset.of(Tensors.random(shape, Seed.of(5))).target(Target.classes("kind", List.of("a", "b", "c")), Tensor.vector(labels));
    }
}
