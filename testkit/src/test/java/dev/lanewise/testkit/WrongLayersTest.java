package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A contract that nothing can break says nothing: each of these layers breaks one clause, and the right one sees it.
class WrongLayersTest {

    /// A layer that is what its function says, and takes rows.
    private record Wrong(UnaryOperator<Tensor> function) implements Layer {

        @Override public Shape outputShape(Shape input) { return input.requireRank(2, this, "[batch, features]"); }

        @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(function); }

        @Override public String toString() { return "Wrong()"; }
    }

    private static LayerContract contract(Layer layer) {
        return new LayerContract() {
            @Override public Layer layer() { return layer; }

            @Override public List<Shape> inputs() { return List.of(Shape.of(4, 5)); }
        };
    }

    private static LayerContract of(UnaryOperator<Tensor> function) { return contract(new Wrong(function)); }

    private static void breaks(LayerContract contract, Consumer<LayerContract> clause) {
        assertThatThrownBy(() -> clause.accept(contract)).isInstanceOf(AssertionError.class);
    }

    @Test void aRightLayerBreaksNothingButThatNobodyNamesIt() {
        LayerContract right = of(x -> x.tanh().times(2));

        right.theOutputHasTheDeclaredShape();
        right.theOutputShapeKeepsAnUnknownBatchUnknown();
        right.predictingGivesTheSameBitsAgainAndWithAnyNumberOfThreads();
        right.aSampleIsTreatedAlikeAloneAndInABatch();
        right.anEmptyBatchGivesAnEmptyBatch();
        right.theSameSeedGivesTheSameWeights();
        right.weightsHaveDifferentNames();
        right.gradientsOfTheInputsAgreeWithDifferences();
        right.gradientsOfTheWeightsAgreeWithDifferences();
        right.aWrongShapeIsRefusedWithTheLayerInTheSentence();
        right.trainingGivesTheSameBitsWithAnyNumberOfThreads();
        right.itPrintsAlikeAndOpensWithItsName();
        assertThatThrownBy(right::itsDescriptionMakesAnEqualLayer).hasMessageContaining("expected a layer that a LayerProvider names");
    }

    @Test void anotherShapeThanDeclaredIsSeen() { breaks(of(x -> x.sum(1)), LayerContract::theOutputHasTheDeclaredShape); }

    @Test void aLayerThatLooksAtTheBatchIsSeen() { breaks(of(x -> x.minus(x.mean(0))), LayerContract::aSampleIsTreatedAlikeAloneAndInABatch); }

    @Test void aLayerThatRemembersIsSeen() {
        AtomicInteger calls = new AtomicInteger();

        breaks(of(x -> x.plus(calls.incrementAndGet())), LayerContract::predictingGivesTheSameBitsAgainAndWithAnyNumberOfThreads);
    }

    @Test void aLayerThatDependsOnTheNumberOfThreadsIsSeen() {
        breaks(of(x -> x.times(x.tape().backend().threads())), LayerContract::predictingGivesTheSameBitsAgainAndWithAnyNumberOfThreads);
        breaks(of(x -> x.times(x.tape().backend().threads())), LayerContract::trainingGivesTheSameBitsWithAnyNumberOfThreads);
    }

    @Test void aWrongGradientIsSeen() { breaks(of(WrongLayersTest::squareWithAWrongGradient), LayerContract::gradientsOfTheInputsAgreeWithDifferences); }

    @Test void aForgottenGradientIsSeen() { breaks(of(x -> x.times(x.detached())), LayerContract::gradientsOfTheInputsAgreeWithDifferences); }

    private static Tensor squareWithAWrongGradient(Tensor x) {
        Tensor y = x.tape().result(x.shape(), x);
        for (int i = 0; i < x.size(); i++) y.data()[i] = x.data()[i] * x.data()[i];
        x.tape().record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            for (int i = 0; i < x.size(); i++) dx[i] += x.data()[i] * dy[i];                    // half of it
        });
        return y;
    }

    @Test void aLayerThatTakesAnythingIsSeen() {
        breaks(contract(new Careless()), LayerContract::aWrongShapeIsRefusedWithTheLayerInTheSentence);
        breaks(contract(new Careless()), LayerContract::theSameSeedGivesTheSameWeights);
        breaks(contract(new Careless()), LayerContract::weightsHaveDifferentNames);
        breaks(contract(new Careless()), LayerContract::theOutputShapeKeepsAnUnknownBatchUnknown);
        breaks(contract(new Careless()), LayerContract::itPrintsAlikeAndOpensWithItsName);
        breaks(contract(new Careless()), LayerContract::gradientsOfTheWeightsAgreeWithDifferences);
    }

    private static final AtomicInteger BOUND = new AtomicInteger();

    /// Everything else that can be wrong.
    private record Careless() implements Layer {

        @Override public Shape outputShape(Shape input) { return input.withFirst(4).withoutLast(); }

        @Override public BoundLayer bind(Shape input, Seed seed) {
            Weight one = Weight.of("weight", Shape.of(1), new float[] {BOUND.incrementAndGet()}), other = Weight.of("weight", Shape.of(1), new float[] {2});
            return new BoundLayer() {
                @Override public Tensor forward(Tensor x) { return x.times(x.tape().weight(one)).times(Tensor.vector(other.values())); }

                @Override public List<Weight> weights() { return List.of(one, other); }
            };
        }

        @Override public String toString() { return "?"; }
    }

    // ---- operations

    private static OperationContract operation(UnaryOperator<Tensor> function) {
        return new OperationContract() {
            @Override public Tensor apply(List<Tensor> operands) { return function.apply(operands.getFirst()); }

            @Override public List<Tensor> operands() { return List.of(Tensors.random(Shape.of(3, 5), Seed.of(1))); }
        };
    }

    @Test void aWrongOperationIsSeen() {
        assertThatThrownBy(operation(WrongLayersTest::squareWithAWrongGradient)::gradientsAgreeWithDifferences).isInstanceOf(AssertionError.class);
        assertThatThrownBy(operation(WrongLayersTest::squareThatOverwritesItsGradient)::aGradientIsAddedToWhatIsThere).isInstanceOf(AssertionError.class);
        assertThatThrownBy(operation(WrongLayersTest::squareThatReadsWhatItDidNotWrite)::eachOperandAloneGetsTheSameGradientAsTogether).isInstanceOf(AssertionError.class);
        assertThatThrownBy(operation(x -> {
            x.data()[0]++;
            return x.square();
        })::operandsKeepTheirValues).isInstanceOf(AssertionError.class);
    }

    private static Tensor squareThatOverwritesItsGradient(Tensor x) { return recorded(x, (dx, i, gradient) -> dx[i] = gradient); }

    private static Tensor squareThatReadsWhatItDidNotWrite(Tensor x) { return recorded(x.times(1), (dx, i, gradient) -> dx[i] += gradient); }

    private interface Put {
        void at(float[] dx, int i, float gradient);
    }

    private static Tensor recorded(Tensor x, Put put) {
        Tape tape = x.tape();
        Tensor y = tape.result(x.shape(), x);
        for (int i = 0; i < x.size(); i++) y.data()[i] = x.data()[i] * x.data()[i];
        tape.record(y, () -> {
            x.openGradient();
            float[] dx = x.gradient(), dy = y.gradient();
            for (int i = 0; i < x.size(); i++) put.at(dx, i, 2 * x.data()[i] * dy[i]);
        });
        return y;
    }
}
