package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.testkit.LayerContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// What every layer must do, for every kind of recurrent layer and every way through a sequence.
class RecurrentLayersTest {

    private static final Shape SEQUENCE = Shape.of(3, 4, 2);
    private static final Shape MASK = Shape.of(3, 4);

    interface OfSequence extends LayerContract {
        @Override default List<Shape> inputs() { return List.of(SEQUENCE); }
    }

    @Nested class Simple implements OfSequence {
        @Override public Layer layer() { return SimpleRNN.of(5); }
    }

    @Nested class SimpleWithSigmoidAndLearnedState implements OfSequence {
        @Override public Layer layer() { return SimpleRNN.of(5).activation(Activation.SIGMOID).learnedState(true).returnSequences(true); }
    }

    @Nested class SimpleBackwardsWithStateAndMask implements LayerContract {
        @Override public Layer layer() { return SimpleRNN.of(5).returnSequences(true).goBackwards(true).masked(true); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, Shape.of(3, 5), MASK); }
    }

    @Nested class LongShortTerm implements OfSequence {
        @Override public Layer layer() { return LSTM.of(3).forgetBias(0.5); }
    }

    @Nested class LongShortTermWithDroppedStates implements OfSequence {
        @Override public Layer layer() { return LSTM.of(5).recurrentDropout(0.3).learnedState(true).returnSequences(true); }
    }

    @Nested class WithPeepholes implements OfSequence {
        @Override public Layer layer() { return LSTM.of(3).form(LSTM.Form.PEEPHOLES).returnSequences(true); }
    }

    @Nested class WithPeepholesAndProjection implements LayerContract {
        @Override public Layer layer() { return LSTM.of(4).form(LSTM.Form.PEEPHOLES).projection(3).masked(true); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, Shape.of(3, 3), Shape.of(3, 4), MASK); }
    }

    @Nested class Projected implements OfSequence {
        @Override public Layer layer() { return LSTM.of(4).projection(2).returnSequences(true); }
    }

    /// Wide and of a single step, because the norm of something near zero bends too much for differences; [LSTMReferenceTest] has the others.
    @Nested class Normalized implements LayerContract {
        @Override public Layer layer() { return LSTM.of(12).form(LSTM.Form.LAYER_NORM).returnSequences(true); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 1, 8)); }
    }

    @Nested class WithHardGates implements OfSequence {
        @Override public Layer layer() { return LSTM.of(3).recurrentActivation(Activation.HARD_SIGMOID); }
    }

    @Nested class Gated implements OfSequence {
        @Override public Layer layer() { return GRU.of(3); }
    }

    @Nested class GatedWithState implements LayerContract {
        @Override public Layer layer() { return GRU.of(4).returnSequences(true).goBackwards(true); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, Shape.of(3, 4)); }
    }

    @Nested class GatedWithResetBefore implements OfSequence {
        @Override public Layer layer() { return GRU.of(5).resetAfter(false).returnSequences(true); }
    }

    @Nested class GatedWithResetBeforeStateAndDroppedStates implements LayerContract {
        @Override public Layer layer() { return GRU.of(5).resetAfter(false).recurrentDropout(0.4); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, Shape.of(3, 5)); }
    }

    @Nested class GatedWithDroppedStates implements OfSequence {
        @Override public Layer layer() { return GRU.of(5).recurrentDropout(0.4).truncation(0); }
    }

    @Nested class GatedWithHardGates implements OfSequence {
        @Override public Layer layer() { return GRU.of(3).recurrentActivation(Activation.HARD_SIGMOID); }
    }

    @Nested class InBothDirections implements OfSequence {
        @Override public Layer layer() { return Bidirectional.of(LSTM.of(3).returnSequences(true)); }
    }

    @Nested class InBothDirectionsSummed implements OfSequence {
        @Override public Layer layer() { return Bidirectional.of(GRU.of(3)).mode(Bidirectional.Mode.SUM); }
    }

    @Nested class InBothDirectionsMultiplied implements LayerContract {
        @Override public Layer layer() { return Bidirectional.of(GRU.of(3).returnSequences(true).masked(true)).mode(Bidirectional.Mode.MUL); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, Shape.of(3, 3), Shape.of(3, 3), MASK); }
    }

    @Nested class InBothDirectionsAveraged implements OfSequence {
        @Override public Layer layer() { return Bidirectional.of(SimpleRNN.of(3).learnedState(true)).mode(Bidirectional.Mode.AVE); }
    }

    @Nested class InBothDirectionsApart implements OfSequence {
        @Override public Layer layer() { return Bidirectional.of(SimpleRNN.of(3).returnSequences(true)).mode(Bidirectional.Mode.NONE); }
    }

    @Nested class OneBehindTheOther implements LayerContract {
        @Override public Layer layer() { return Stacked.of(GRU.of(3), Bidirectional.of(LSTM.of(2))).dropout(0.25); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, Shape.of(3, 3), Shape.of(3, 2), Shape.of(3, 2), Shape.of(3, 2), Shape.of(3, 2)); }
    }

    @Nested class OneBehindTheOtherMasked implements LayerContract {
        @Override public Layer layer() { return Stacked.of(2, LSTM.of(3).masked(true)); }

        @Override public List<Shape> inputs() { return List.of(SEQUENCE, MASK); }
    }

    @Nested class WithNoSteps implements LayerContract {
        @Override public Layer layer() { return LSTM.of(4); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 0, 2), Shape.of(3, 4), Shape.of(3, 4)); }
    }
}
