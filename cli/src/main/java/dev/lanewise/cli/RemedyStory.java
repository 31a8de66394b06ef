package dev.lanewise.cli;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Clipped;
import dev.lanewise.core.optim.DecoupledDecay;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.optim.Penalized;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The remedies that a published text names for exploding gradients, each on numbers that can be checked by hand.
final class RemedyStory {

    List<Supplier<String>> chapters() { return List.of(this::clipping, this::decay, this::norm, this::gates); }

    private String clipping() {
        Optimizer plain = SGD.of(1);
        return "4. Clipping\n\nThe gradients (3, 4) and (0.3, 0.4) of two weights, τ = 1, as steps of SGD with rate 1:\n\n"
                + TextTable.rows(Table.empty().with("rule", List.of("none", "each weight's norm, as in the text", "the norm of all together", "each number"))
                        .with("first", List.of(steps(plain, 0), steps(Clipped.byNorm(plain, 1), 0), steps(Clipped.byGlobalNorm(plain, 1), 0), steps(Clipped.byValue(plain, 1), 0)))
                        .with("second", List.of(steps(plain, 1), steps(Clipped.byNorm(plain, 1), 1), steps(Clipped.byGlobalNorm(plain, 1), 1), steps(Clipped.byValue(plain, 1), 1))))
                + "\nOnly the norm of all together keeps the direction of the whole step; 'clip-norm' of 'train' is that one.\n";
    }

    /// How far one of two weights goes.
    private static String steps(Optimizer optimizer, int which) {
        List<Weight> weights = List.of(Weight.zeros("first", Shape.of(2)), Weight.zeros("second", Shape.of(2)));
        Map<Weight, float[]> gradients = Map.of(weights.get(0), new float[] {3, 4}, weights.get(1), new float[] {0.3f, 0.4f});
        optimizer.start(weights, Backend.of(1)).step(gradients::get, 1);
        float[] moved = weights.get(which).values();
        return String.format(Locale.ROOT, "(%.3f, %.3f)", -moved[0], -moved[1]);
    }

    private String decay() {
        double rate = 0.1, penalty = 0.05;
        return "5. L2 and weight decay\n\nTwo weights of 1, one with a gradient of 10, one with 0.1. What λ Σ W², λ = 0.05, adds to the first step, and what decay by 2 λ η does:\n\n"
                + TextTable.rows(Table.empty().with("", List.of("SGD", "Adam")).with("L2, gradient 10", List.of(change(SGD.of(rate), Penalized.l2(SGD.of(rate), penalty), 10), change(Adam.of(rate), Penalized.l2(Adam.of(rate), penalty), 10)))
                        .with("L2, gradient 0.1", List.of(change(SGD.of(rate), Penalized.l2(SGD.of(rate), penalty), 0.1), change(Adam.of(rate), Penalized.l2(Adam.of(rate), penalty), 0.1)))
                        .with("decay, either", List.of(change(SGD.of(rate), DecoupledDecay.of(SGD.of(rate), 2 * penalty), 10), change(Adam.of(rate), DecoupledDecay.of(Adam.of(rate), 2 * penalty), 10))))
                + "\nThe text says that both are the same. They are with SGD; Adam divides the penalty by the size of the gradient, in its first step all of it. What decays as it should is called AdamW.\n";
    }

    /// What a rule does to a weight of 1 besides another rule, in a step with this gradient.
    private static String change(Optimizer without, Optimizer with, double gradient) { return String.format(Locale.ROOT, "%.4f", after(with, gradient) - after(without, gradient)).replace('-', '−'); }

    private static double after(Optimizer optimizer, double gradient) {
        Weight weight = Weight.of("weight", Shape.of(1), new float[] {1});
        float[] gradients = {(float) gradient};
        optimizer.start(List.of(weight), Backend.of(1)).step(_ -> gradients, 1);
        return weight.values()[0];
    }

    private String norm() {
        Shape shape = Shape.of(4, 2);
        float[] values = {1, 7, 2, 7, 3, 7, 4, 7};
        BoundLayer layer = BatchNorm.of().epsilon(1e-5).bind(shape, Seed.of(0));
        Tape training = Tape.training(Backend.of(1));
        Tensor normed = layer.forward(training.constant(shape, values));
        return "6. Batch norm\n\nThe text's (h − μ)/σ divides by 0 where a unit says the same for all. What is computed is γ (h − μ)/√(σ² + ε) + β:\n\n"
                + TextTable.rows(Table.empty().with("h", List.of("1, 2, 3, 4", "7, 7, 7, 7")).with("normed", List.of(column(normed, 0), column(normed, 1))))
                + "\nγ and β are learned; to predict, running means take the place of μ and σ. So the layer has four vectors: " + String.join(", ", layer.weights().stream().map(Weight::name).toList()) + ".\n";
    }

    private static String column(Tensor tensor, int column) {
        List<String> values = new ArrayList<>();
        for (int row = 0; row < 4; row++) values.add(String.format(Locale.ROOT, "%.3f", tensor.toArray()[2 * row + column] + 0f).replace("-", "−"));
        return String.join(", ", values);
    }

    private String gates() {
        Table table = Table.empty().with("layer of 4 units, 1 input", List.of("rnn", "gru", "lstm")).with("from the input", List.of(kernel("simple-rnn"), kernel("gru"), kernel("lstm")))
                .with("that is", List.of("1 sum", "2 gates and 1 candidate", "3 gates and 1 candidate"));
        return "7. Gates\n\n" + TextTable.rows(table);
    }

    private static String kernel(String layer) {
        return LayerRegistry.load().create(Options.none().with("layer", layer).with("units", 4)).bind(Shape.of(1, 1, 1), Seed.of(0)).weights().getFirst().shape().toString();
    }
}
