package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Layer] must do. Implement [#layer()] and [#inputs()] in a test class and inherit the tests.
public interface LayerContract {

    /// How far a gradient may be from a difference quotient in float32, relative to the largest one.
    double GRADIENT_TOLERANCE = 1e-2;

    Layer layer();

    /// The shapes of the inputs with a batch of at least 2 as their first axis; small, because every gradient is checked.
    List<Shape> inputs();

    /// Values that the layer can take; random in `(−1, 1)` unless overridden, as for token ids.
    default Tensor input(Shape shape, Seed seed) { return Tensors.random(shape, seed); }

    /// Whether gradients flow to the inputs; not so for token ids.
    default boolean inputsHaveGradients() { return true; }

    /// Whether there is no shape that the layer must refuse.
    default boolean takesAnyShape() { return false; }

    /// A shape that the layer must refuse.
    default Shape wrongInput() { return Shape.of(2); }

    private List<Tensor> samples(Tape tape, int batch) {
        List<Tensor> tensors = new ArrayList<>();
        for (Shape shape : inputs()) {
            Tensor sample = input(shape.with(0, batch), Seed.of(3).child(tensors.size()));
            tensors.add(tape.constant(sample.shape(), sample.data()));
        }
        return tensors;
    }

    private BoundLayer bound() { return layer().bind(inputs(), Seed.of(7)); }

    private int batch() { return inputs().getFirst().extent(0); }

    @Test default void theOutputHasTheDeclaredShape() {
        Tensor output = bound().forward(samples(Tape.inference(Backend.standard()), batch()));

        assertThat(output.shape()).isEqualTo(layer().outputShape(inputs()));
    }

    @Test default void theOutputShapeKeepsAnUnknownBatchUnknown() {
        List<Shape> unknown = inputs().stream().map(shape -> shape.with(0, Shape.ANY)).toList();

        assertThat(layer().outputShape(unknown)).isEqualTo(layer().outputShape(inputs()).with(0, Shape.ANY));
    }

    @Test default void predictingGivesTheSameBitsAgainAndWithAnyNumberOfThreads() {
        BoundLayer bound = bound();
        float[] once = bound.forward(samples(Tape.inference(Backend.of(1)), batch())).toArray();

        assertThat(bound.forward(samples(Tape.inference(Backend.of(1)), batch())).toArray()).containsExactly(once);
        assertThat(bound.forward(samples(Tape.inference(Backend.of(3)), batch())).toArray()).containsExactly(once);
    }

    @Test default void aSampleIsTreatedAlikeAloneAndInABatch() {
        BoundLayer bound = bound();
        Tensor together = bound.forward(samples(Tape.inference(Backend.standard()), batch()));
        List<Tensor> first = samples(Tape.inference(Backend.standard()), batch()).stream().map(tensor -> tensor.slice(0, 0, 1)).toList();

        Tensor alone = bound.forward(first);

        assertThat(alone.toArray()).containsExactly(together.slice(0, 0, 1).toArray(), org.assertj.core.api.Assertions.within(1e-5f));
    }

    @Test default void anEmptyBatchGivesAnEmptyBatch() {
        Tensor output = bound().forward(samples(Tape.inference(Backend.standard()), 0));

        assertThat(output.shape()).isEqualTo(layer().outputShape(inputs()).with(0, 0));
    }

    @Test default void theSameSeedGivesTheSameWeights() {
        List<Weight> weights = bound().weights(), again = bound().weights();

        for (int i = 0; i < weights.size(); i++) assertThat(again.get(i).values()).as(weights.get(i).name()).containsExactly(weights.get(i).values());
    }

    @Test default void weightsHaveDifferentNames() {
        assertThat(bound().weights()).extracting(Weight::name).doesNotHaveDuplicates();
    }

    @Test default void gradientsOfTheInputsAgreeWithDifferences() {
        if (!inputsHaveGradients()) return;
        BoundLayer bound = bound();

        GradientCheck.Result result = GradientCheck.of(bound::forward, samples(Tape.inference(Backend.standard()), batch()), Seed.of(5));

        assertThat(result.error()).as(result.toString()).isLessThan(GRADIENT_TOLERANCE);
    }

    @Test default void gradientsOfTheWeightsAgreeWithDifferences() {
        BoundLayer bound = bound();
        List<Weight> trainable = bound.weights().stream().filter(Weight::trainable).toList();

        GradientCheck.Result result = GradientCheck.ofWeights(tape -> bound.forward(samples(tape, batch())), trainable, Seed.of(5));

        assertThat(result.error()).as(result.toString()).isLessThan(GRADIENT_TOLERANCE);
    }

    @Test default void aWrongShapeIsRefusedWithTheLayerInTheSentence() {
        if (takesAnyShape()) return;
        assertThatThrownBy(() -> layer().outputShape(inputs().stream().map(shape -> wrongInput()).toList()))
                .isInstanceOf(ShapeException.class).hasMessageContaining("expected").hasMessageContaining("but got");
    }

    @Test default void trainingGivesTheSameBitsWithAnyNumberOfThreads() {
        List<float[]> once = gradients(1);

        for (int threads = 2; threads <= 3; threads++) {
            List<float[]> again = gradients(threads);
            for (int i = 0; i < once.size(); i++) assertThat(again.get(i)).as("gradient " + i + " with " + threads + " threads").containsExactly(once.get(i));
        }
    }

    /// The output while training, and what its sum gives each trainable weight.
    private List<float[]> gradients(int threads) {
        Tape tape = Tape.training(Backend.of(threads));
        tape.reset(Seed.of(11));
        BoundLayer bound = bound();
        List<float[]> all = new ArrayList<>();
        Tensor output = bound.forward(samples(tape, batch()));
        all.add(output.toArray());
        tape.backward(output);
        for (Weight weight : bound.weights()) tape.gradientOf(weight).ifPresent(gradient -> all.add(Arrays.copyOf(gradient, weight.shape().size())));
        return all;
    }

    @Test default void itPrintsAlikeAndOpensWithItsName() {
        assertThat(layer()).hasToString(layer().toString());
        assertThat(layer().toString()).startsWith(layer().getClass().getSimpleName());
    }

    @Test default void itsDescriptionMakesAnEqualLayer() {
        LayerRegistry registry = LayerRegistry.load();
        Options description = Options.parseJson(registry.describe(layer()).toJson(), "description");

        assertThat(registry.create(description)).isEqualTo(layer());
    }

    @Test default void itsOptionsAreItsComponents() {
        LayerRegistry registry = LayerRegistry.load();
        Options description = registry.describe(layer());

        Declarations.requireComplete(description.text("layer"), registry.provider(description.text("layer")).options());
        assertThat(registry.provider(description.text("layer")).options()).extracting(Option::name)
                .containsExactlyInAnyOrderElementsOf(description.without("layer").without("plugin").names());
    }
}
