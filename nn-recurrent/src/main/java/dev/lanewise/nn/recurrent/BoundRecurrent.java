package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [Recurrent] layer with its weights, which can also take single steps.
///
/// A step is recorded like everything else: a decoder learns through it. For a sequence that has no end, and nothing to learn, there is the
/// [RecurrentSession].
public final class BoundRecurrent implements BoundStateful {

    static final int RECURRENT = 1;
    static final int BIAS = 2;

    private final Recurrent<?> layer;
    private final List<Weight> weights;
    private final int[] stateWidths;

    private BoundRecurrent(Recurrent<?> layer, List<Weight> weights) {
        this.layer = layer;
        this.weights = weights;
        this.stateWidths = layer.stateWidths().stream().mapToInt(width -> width).toArray();
    }

    /// With what the layer itself learns, and the states before the first step if they are learned.
    static BoundRecurrent of(Recurrent<?> layer, List<Weight> weights) {
        List<Weight> all = new ArrayList<>(weights);
        if (layer.walk().learnedState()) for (int i = 0; i < layer.stateWidths().size(); i++) all.add(Weight.zeros("state" + i, Shape.of(1, layer.stateWidths().get(i))));
        return new BoundRecurrent(layer, List.copyOf(all));
    }

    @Override public Recurrent<?> layer() { return layer; }

    /// The width of its inputs.
    public int features() { return weights.getFirst().shape().extent(0); }

    @Override public List<Weight> weights() { return weights; }

    /// The weight of this name: `weight`, `recurrent`, `bias`, and those that the layer's own documentation tells.
    ///
    /// @throws IllegalArgumentException if there is none
    public Weight weight(String name) {
        return weights.stream().filter(weight -> weight.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(layer + ": expected one of its weights " + weights + ", but got " + name));
    }

    /// The layer with the weights and another way through the sequence.
    BoundRecurrent walk(Walk walk) { return new BoundRecurrent(layer.walk(walk), weights); }

    int[] stateWidths() { return stateWidths; }

    int weightNumber(String name) { return weights.indexOf(weight(name)); }

    Cell cell(Sweep sweep) {
        return switch (layer) {
            case SimpleRNN rnn -> new SimpleCell(rnn, sweep);
            case LSTM lstm -> lstm.isPlain() ? new LSTMCell(lstm, sweep) : new LSTMVariant(lstm, sweep);
            case GRU gru -> gru.isPlain() ? new GRUCell(gru, sweep) : new GRUVariant(gru, sweep);
        };
    }

    List<Tensor> learnedStates(Tape tape, int batch) {
        float[] ones = new float[batch];
        Arrays.fill(ones, 1);
        Tensor column = tape.constant(Shape.of(batch, 1), ones);
        return weights.subList(weights.size() - stateWidths.length, weights.size()).stream().map(weight -> column.matmul(tape.weight(weight))).toList();
    }

    @Override public Passage run(Tensor x, List<Tensor> states, Optional<Tensor> mask) { return run(x, states, mask, false); }

    /// Outputs in the order of time even if it goes backwards.
    Passage runInTime(Tensor x, List<Tensor> states, Optional<Tensor> mask) { return run(x, states, mask, true); }

    private Passage run(Tensor x, List<Tensor> states, Optional<Tensor> mask, boolean inTime) {
        requireFits(x, states, mask);
        int batch = x.shape().extent(0), time = x.shape().extent(1), sequence = time * stateWidths[0];
        Shape shape = Shape.of(batch, sequence + Arrays.stream(stateWidths).sum());
        Tensor all = new Sweep(this, x, states, mask).forward(shape, new Wanted(true, stateWidths.length, inTime));
        List<Tensor> last = new ArrayList<>();
        int from = sequence;
        for (int width : stateWidths) last.add(all.slice(1, from, from += width));
        return new Passage(all.slice(1, 0, sequence).reshape(Shape.of(batch, time, stateWidths[0])), List.copyOf(last));
    }

    /// The states after a single step.
    ///
    /// @param x `[batch, features]`
    /// @param states the states before it, or none at the beginning
    public List<Tensor> step(Tensor x, List<Tensor> states) {
        Tensor sequence = x.reshape(Shape.of(x.shape().extent(0), 1, x.shape().last()));
        requireFits(sequence, states, Optional.empty());
        Tensor all = new Sweep(this, sequence, states, Optional.empty()).forward(Shape.of(x.shape().extent(0), Arrays.stream(stateWidths).sum()), new Wanted(false, stateWidths.length, true));
        if (stateWidths.length == 1) return List.of(all);
        return List.of(all.slice(1, 0, stateWidths[0]), all.slice(1, stateWidths[0], stateWidths[0] + stateWidths[1]));
    }

    @Override public Tensor output(Tensor x, List<Tensor> states, Optional<Tensor> mask) { return output(x, states, mask, false); }

    Tensor outputInTime(Tensor x, List<Tensor> states, Optional<Tensor> mask) { return output(x, states, mask, true); }

    private Tensor output(Tensor x, List<Tensor> states, Optional<Tensor> mask, boolean inTime) {
        requireFits(x, states, mask);
        boolean sequences = layer.walk().sequences();
        int batch = x.shape().extent(0);
        Shape shape = sequences ? Shape.of(batch, x.shape().extent(1), stateWidths[0]) : Shape.of(batch, stateWidths[0]);
        return new Sweep(this, x, states, mask).forward(shape, new Wanted(sequences, sequences ? 0 : 1, inTime));
    }

    @Override public Map<String, Tensor> trace(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        requireFits(x, states, mask);
        return RecurrentTrace.steps(this, x, states, mask);
    }

    private void requireFits(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        Shape shape = x.shape();
        if (shape.rank() != 3 || shape.last() != features()) throw ShapeException.expected(layer, "a sequence [batch, time, " + features() + "]", shape);
        if (!states.isEmpty() && states.size() != stateWidths.length) throw new ShapeException(layer + ": expected " + stateWidths.length + " states or none, but got " + states.size());
        for (int i = 0; i < states.size(); i++) require("a state", Shape.of(shape.extent(0), stateWidths[i]), states.get(i));
        mask.ifPresent(own -> require("a mask", shape.withoutLast(), own));
    }

    private void require(String what, Shape expected, Tensor actual) {
        if (!actual.shape().equals(expected)) throw ShapeException.expected(layer, what + " " + expected, actual.shape());
    }

    @Override public String toString() { return layer + " " + weights; }
}
