package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Layers one behind the other that are fed with tokens, some at a time: between two feedings the states of those that have some are kept.
///
/// The layers take ids `[rows, time]` and give `[rows, time, vocabulary]`.
final class Stepwise {

    private final List<BoundLayer> layers;
    private final Tape tape = Tape.inference(Backend.standard().threads(1));
    private final List<List<float[]>> states = new ArrayList<>();      // of each layer with states, `[rows, width]`; none at the beginning

    Stepwise(List<BoundLayer> layers) {
        this.layers = layers;
    }

    /// What the layers give for the next tokens of each row; valid until the next feeding.
    ///
    /// @param tokens those of the first row, then those of the second, …
    Tensor feed(int rows, int... tokens) {
        float[] ids = new float[tokens.length];
        for (int i = 0; i < ids.length; i++) ids[i] = tokens[i];
        tape.reset(Seed.of(0));
        Tensor x = tape.constant(Shape.of(rows, tokens.length / rows), ids);
        int number = 0;
        for (BoundLayer layer : layers) {
            Optional<BoundStateful> stateful = stateful(layer);
            x = stateful.isPresent() ? step(stateful.get(), number++, x) : layer.forward(x);
        }
        return x;
    }

    private static Optional<BoundStateful> stateful(BoundLayer layer) {
        return switch (layer) {
            case BoundStateful own -> Optional.of(own);
            case Carried.Bound carried -> Optional.of(carried.layer());
            default -> Optional.empty();
        };
    }

    private Tensor step(BoundStateful layer, int number, Tensor x) {
        if (number == states.size()) states.add(List.of());
        List<Tensor> before = states.get(number).stream().map(state -> tape.constant(Shape.of(x.shape().extent(0), state.length / x.shape().extent(0)), state)).toList();
        BoundStateful.Passage passage = layer.run(x, before);
        states.set(number, passage.states().stream().map(Tensor::toArray).toList());
        return passage.outputs();
    }

    /// Row `i` goes on from where row `from[i]` stood.
    void select(int rows, int... from) { states.replaceAll(layer -> layer.stream().map(state -> selected(state, rows, from)).toList()); }

    static float[] selected(float[] values, int rows, int... from) {
        int width = values.length / rows;
        float[] some = new float[from.length * width];
        for (int i = 0; i < from.length; i++) System.arraycopy(values, from[i] * width, some, i * width, width);
        return some;
    }

    /// The rows of another one come behind those of this.
    void join(Stepwise other) {
        if (states.isEmpty()) states.addAll(other.states);
        else for (int i = 0; i < states.size(); i++) states.set(i, joined(states.get(i), other.states.get(i)));
    }

    private static List<float[]> joined(List<float[]> some, List<float[]> more) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) all.add(joined(some.get(i), more.get(i)));
        return all;
    }

    static float[] joined(float[] some, float[] more) {
        float[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
