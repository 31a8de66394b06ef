package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Recurrent layers at work on one sequence that has no end: a step takes one sample and the same time however many came before.
///
/// The output after each step is that of the layers, one behind the other, over the whole sequence. Not thread-safe: each sequence has a session
/// of its own; sessions of the same layers share their weights. Predicting only: for steps that are learned from see [BoundRecurrent#step].
public final class RecurrentSession {

    private final List<BoundRecurrent> layers;
    private final Tape tape;
    private final List<List<float[]>> states;       // of each layer; none before the first step

    private RecurrentSession(List<BoundRecurrent> layers) {
        this.layers = layers;
        this.tape = Tape.inference(Backend.standard().threads(1));
        this.states = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) states.add(List.of());
    }

    /// A session at the beginning of a sequence.
    ///
    /// @param layers what `bind` made of [Recurrent] layers, or of a [Stacked] of them, each taking what the one before gives; one that goes backwards is fed from the end
    /// @throws IllegalArgumentException if it is no layer, or another one
    /// @throws ShapeException if a layer doesn't take what the one before gives
    public static RecurrentSession of(BoundLayer... layers) {
        List<BoundRecurrent> bound = new ArrayList<>();
        for (BoundRecurrent recurrent : Arrays.stream(layers).flatMap(RecurrentSession::flat).toList()) {
            int given = bound.isEmpty() ? recurrent.features() : bound.getLast().layer().stateWidths().getFirst();
            if (given != recurrent.features()) throw new ShapeException(recurrent.layer() + ": expected steps of " + recurrent.features() + " features, but the layer before gives " + given);
            bound.add(recurrent);
        }
        if (bound.isEmpty()) throw new IllegalArgumentException("RecurrentSession: expected at least one layer, but got none");
        return new RecurrentSession(List.copyOf(bound));
    }

    private static Stream<BoundRecurrent> flat(BoundLayer layer) {
        return switch (layer) {
            case BoundRecurrent recurrent -> Stream.of(recurrent);
            case BoundStacked stacked -> stacked.layers().stream().flatMap(RecurrentSession::flat);
            default -> throw new IllegalArgumentException("RecurrentSession: expected bound recurrent layers, but got " + layer);
        };
    }

    /// The states of all layers between two steps; immutable.
    public static final class State {

        private final List<List<float[]>> states;

        private State(List<List<float[]>> states) {
            this.states = List.copyOf(states);
        }

        /// Whether no step was taken yet: the layers begin with what they learned, or with zeros.
        public boolean isBeginning() { return states.stream().allMatch(List::isEmpty); }

        /// A state of a layer, a copy.
        ///
        /// @param layer counted from 0
        /// @param number 0 for `h`, 1 for the `c` of an [LSTM]
        public float[] of(int layer, int number) { return states.get(layer).get(number).clone(); }

        @Override public boolean equals(Object other) { return other instanceof State that && bits().equals(that.bits()); }

        @Override public int hashCode() { return bits().hashCode(); }

        private List<List<List<Float>>> bits() {
            return states.stream().map(layer -> layer.stream().map(State::boxed).toList()).toList();
        }

        private static List<Float> boxed(float[] values) {
            List<Float> all = new ArrayList<>();
            for (float value : values) all.add(value);
            return all;
        }

        @Override public String toString() { return "State of " + states.size() + " layers" + (isBeginning() ? " at the beginning" : ""); }
    }

    /// The output after one more sample.
    ///
    /// @param x as many numbers as the first layer has features
    /// @return `h` of the last layer, a copy
    public float[] step(float... x) {
        int features = layers.getFirst().features();
        if (x.length != features) throw new ShapeException(layers.getFirst().layer() + ": expected a step of " + features + " features, but got " + x.length);
        tape.reset(Seed.of(0));
        Tensor value = tape.constant(Shape.of(1, features), x);
        for (int i = 0; i < layers.size(); i++) {
            List<Tensor> after = layers.get(i).step(value, tensors(states.get(i)));
            states.set(i, after.stream().map(Tensor::toArray).toList());
            value = after.getFirst();
        }
        return value.toArray();
    }

    private List<Tensor> tensors(List<float[]> values) { return values.stream().map(state -> tape.constant(Shape.of(1, state.length), state)).toList(); }

    /// Where the session stands now.
    public State snapshot() { return new State(states); }

    /// Goes back, or over, to a state.
    ///
    /// @throws ShapeException if it is the state of layers of other widths
    public void restore(State state) {
        for (int i = 0; i < Math.max(layers.size(), state.states.size()); i++) requireFits(i, state);
        for (int i = 0; i < layers.size(); i++) states.set(i, state.states.get(i));
    }

    private void requireFits(int i, State state) {
        if (i >= layers.size() || i >= state.states.size()) throw new ShapeException("RecurrentSession: expected the state of " + layers.size() + " layers, but got that of " + state.states.size());
        int[] expected = layers.get(i).stateWidths(), actual = state.states.get(i).stream().mapToInt(values -> values.length).toArray();
        if (actual.length > 0 && !Arrays.equals(expected, actual)) {
            throw new ShapeException(layers.get(i).layer() + ": expected states of " + Arrays.toString(expected) + " numbers, but got " + Arrays.toString(actual));
        }
    }
}
