package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.testkit.ModelContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A contract that nothing can break says nothing: each of these models breaks one clause of [ModelContract], and the right one keeps them all.
class WrongModelsTest {

    @TempDir Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader services;

    /// Names the providers below, as a plug-in's jar does, for these tests only.
    @BeforeEach void nameThem() throws IOException {
        Path file = directory.resolve("services/META-INF/services/" + ModelProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Stream.of(Right.class, Threads.class, Counts.class, Forgets.class, Swallows.class, Anonymous.class, Mute.class).map(Class::getName).collect(Collectors.joining("\n")));
        services = new URLClassLoader(new URL[] {directory.resolve("services").toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(services);
    }

    @AfterEach void forgetThem() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        services.close();
    }

    /// The first column times a factor.
    private record Scaled(double factor, ModelContent content) implements Model {

        @Override public Table predict(Dataset data, Run run) {
            if (!data.schema().input().equals(content.schema().input())) {
                throw new DataException("scaled: expected samples " + content.schema().input() + ", but got " + data.schema().input());
            }
            return Table.of(data.matrix().columns(0, 1).times(factor), "scaled");
        }

        @Override public Evaluation evaluate(Dataset data, Run run) { throw new UnsupportedOperationException(); }
    }

    /// Nothing is wrong with this one; each other overrides what is.
    public static class Right implements ModelProvider {

        @Override public String name() { return "right"; }

        @Override public String family() { return "tests"; }

        @Override public String summary() { return "The first column times a factor."; }

        @Override public List<Option> options() { return List.of(new Option("factor", Option.Type.NUMBER, "2", "any number", "What the column is multiplied by.")); }

        @Override public Estimator create(Options options) {
            double factor = options.number("factor", 2);
            return (data, run) -> learned(factor, data, run);
        }

        Model learned(double factor, Dataset data, Run run) {
            return new Scaled(factor, new ModelContent(name(), Options.none(), data.schema(), Provenance.of(data, run), Map.of("factor", StoredTensor.of(Shape.of(1), new double[] {factor}))));
        }

        @Override public Model restore(ModelContent content) { return new Scaled(content.tensor("factor").doubles()[0], content); }
    }

    /// Learns something else with every number of threads.
    public static final class Threads extends Right {
        @Override public String name() { return "threads"; }

        @Override Model learned(double factor, Dataset data, Run run) { return super.learned(factor + run.backend().threads(), data, run); }
    }

    /// Predicts something else every time, and changes what would be saved.
    public static final class Counts extends Right {
        @Override public String name() { return "counts"; }

        @Override Model learned(double factor, Dataset data, Run run) {
            AtomicInteger calls = new AtomicInteger();
            return new Model() {
                @Override public ModelContent content() { return Counts.super.learned(factor + calls.get(), data, run).content(); }

                @Override public Table predict(Dataset samples, Run run) { return Counts.super.learned(factor + calls.incrementAndGet(), data, run).predict(samples, run); }

                @Override public Evaluation evaluate(Dataset samples, Run run) { throw new UnsupportedOperationException(); }
            };
        }
    }

    /// Comes back from its file as another one.
    public static final class Forgets extends Right {
        @Override public String name() { return "forgets"; }

        @Override public Model restore(ModelContent content) { return new Scaled(1, content); }
    }

    /// Takes samples of any shape, leaves one out, and declares an option that it doesn't read.
    public static final class Swallows extends Right {
        @Override public String name() { return "swallows"; }

        @Override public List<Option> options() { return List.of(new Option("ignored", Option.Type.NUMBER, "2", "", "Nothing at all.")); }

        @Override Model learned(double factor, Dataset data, Run run) {
            return new Model() {
                @Override public ModelContent content() { return Swallows.super.learned(factor, data, run).content(); }

                @Override public Table predict(Dataset samples, Run run) { return Table.of(Matrix.zeros(samples.size() - 1, 1), "scaled"); }

                @Override public Evaluation evaluate(Dataset samples, Run run) { throw new UnsupportedOperationException(); }
            };
        }
    }

    /// Doesn't say where it came from.
    public static final class Anonymous extends Right {
        @Override public String name() { return "anonymous"; }

        @Override Model learned(double factor, Dataset data, Run run) { return super.learned(factor, data, Run.standard().seed(1)); }
    }

    /// Says nothing of itself.
    public static final class Mute extends Right {
        @Override public String name() { return "mute"; }

        @Override public String summary() { return ""; }
    }

    private static ModelContract of(String name) {
        return new ModelContract() {
            @Override public String name() { return name; }

            @Override public Dataset data() { return TableDataset.of(Table.of(Matrix.of(4, 2, 1, 2, 3, 4, 5, 6, 7, 8), "a", "b"), ""); }

            @Override public Dataset unsuitable() { return TableDataset.of(Table.of(Matrix.of(4, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3), "a", "b", "c"), ""); }

            @Override public boolean isJudged() { return false; }
        };
    }

    private interface Clause {
        void of(ModelContract contract) throws Exception;
    }

    private static void breaks(String name, Clause clause) { assertThatThrownBy(() -> clause.of(of(name))).isInstanceOf(AssertionError.class); }

    @Test void aRightModelBreaksNothing() throws Exception {
        ModelContract right = of("right");

        right.theNumberOfThreadsChangesNoByteOfTheFile(directory);
        right.theFileSaysWhereTheModelCameFrom();
        right.everySampleGetsARow();
        right.aLoadedModelPredictsTheSame(directory);
        right.manyThreadsPredictWhatOneDoes();
        right.predictingChangesNothing(directory);
        right.samplesOfAnotherShapeAreRefusedInASentence();
        right.itIsNamedAndDescribed();
        right.anOptionThatNobodyDeclaredIsRefused();
        right.everyDeclaredOptionIsUnderstood();
    }

    @Test void whatDependsOnThreadsIsSeen() { breaks("threads", contract -> contract.theNumberOfThreadsChangesNoByteOfTheFile(directory)); }

    @Test void whatRemembersItsCallsIsSeen() {
        breaks("counts", ModelContract::manyThreadsPredictWhatOneDoes);
        breaks("counts", contract -> contract.predictingChangesNothing(directory));
    }

    @Test void whatComesBackAsAnotherIsSeen() { breaks("forgets", contract -> contract.aLoadedModelPredictsTheSame(directory)); }

    @Test void whatTakesAnythingIsSeen() {
        breaks("swallows", ModelContract::samplesOfAnotherShapeAreRefusedInASentence);
        breaks("swallows", ModelContract::everySampleGetsARow);
        breaks("swallows", ModelContract::everyDeclaredOptionIsUnderstood);
    }

    @Test void whatHidesItsOriginIsSeen() { breaks("anonymous", ModelContract::theFileSaysWhereTheModelCameFrom); }

    @Test void whatSaysNothingOfItselfIsSeen() { breaks("mute", ModelContract::itIsNamedAndDescribed); }
}
