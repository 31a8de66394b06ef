package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Traceable;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainingObserver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recurrent layer that goes on in each step of a training where the step before ended: truncated back-propagation through time over
/// sequences that are longer than a sample.
///
/// |        | shape                    |                                                                              |
/// |--------|--------------------------|------------------------------------------------------------------------------|
/// | input  | `[batch, time, features]` | sample `i` of a batch continues sample `i` of the batch before               |
/// | output | `[batch, time, width]`   | of every step                                                                |
/// | carry0, … | `[streams, width]` each | the states after the last step of training; no optimiser changes them         |
///
/// The data have to be in such an order ([dev.lanewise.core.text.TokenStreams]) and the trainer has to keep it
/// ([dev.lanewise.core.train.Trainer#inOrder]); [#freshEachEpoch()] lets states begin with zeros where the sequences do. The gradient stops at the
/// border of two steps. Batches of another size, and predicting, begin with what the layer itself begins with and carry nothing.
///
/// @param inner without a mask, forwards
/// @param streams the size of a batch
public record Carried(Stateful inner, int streams) implements Layer {

    private static final String CARRY = "carry";

    public Carried {
        if (inner.masked()) throw new IllegalArgumentException("Carried: expected a layer without a mask, but got " + inner);
        if (!goesForwards(inner)) throw new IllegalArgumentException("Carried: expected a layer that goes forwards alone, but got " + inner);
        if (streams < 1) throw new IllegalArgumentException("Carried: expected streams ≥ 1, but got " + streams);
    }

    private static boolean goesForwards(Stateful layer) {
        return switch (layer) {
            case Recurrent<?> recurrent -> !recurrent.walk().backwards();
            case Bidirectional _ -> false;
            case Stacked stacked -> stacked.layers().stream().allMatch(Carried::goesForwards);
        };
    }

    public static Carried of(Stateful layer, int streams) { return new Carried(layer, streams); }

    /// Lets carried states be zeros again when an epoch ends, which is where all samples have been visited.
    public static TrainingObserver freshEachEpoch() {
        return new TrainingObserver() {

            private final List<Weight> carried = new ArrayList<>();

            @Override public void started(Start start) {
                carried.clear();
                start.bound().weights().stream().filter(weight -> !weight.trainable() && weight.name().substring(weight.name().lastIndexOf('.') + 1).startsWith(CARRY)).forEach(carried::add);
            }

            @Override public void epochEnded(History history) { carried.forEach(weight -> Arrays.fill(weight.values(), 0)); }
        };
    }

    @Override public Shape outputShape(Shape input) {
        Shape output = Stacked.withSequences(inner).outputShape(List.of(input));
        return output.requireRank(3, this, "[batch, time, width]");
    }

    @Override public Bound bind(Shape input, Seed seed) {
        outputShape(input);
        List<Weight> carried = new ArrayList<>();
        for (int i = 0; i < inner.stateWidths().size(); i++) carried.add(Weight.zeros(CARRY + i, Shape.of(streams, inner.stateWidths().get(i))).frozen());
        return new Bound(Stacked.withSequences(inner).bind(input, seed), List.copyOf(carried));
    }

    /// The layer with its weights and the states it carries.
    public static final class Bound implements Traceable {

        private final BoundStateful layer;
        private final List<Weight> carried;

        private Bound(BoundStateful layer, List<Weight> carried) {
            this.layer = layer;
            this.carried = carried;
        }

        /// What is carried along.
        public BoundStateful layer() { return layer; }

        @Override public Tensor forward(Tensor x) {
            Tape tape = x.tape();
            if (!tape.isTraining() || x.shape().extent(0) != carried.getFirst().shape().extent(0)) return layer.run(x, List.of()).outputs();
            List<Tensor> before = carried.stream().map(weight -> tape.constant(weight.shape(), weight.values().clone())).toList();
            BoundStateful.Passage passage = layer.run(x, before, Optional.empty());
            for (int i = 0; i < carried.size(); i++) System.arraycopy(passage.states().get(i).data(), 0, carried.get(i).values(), 0, carried.get(i).values().length);
            return passage.outputs();
        }

        @Override public List<Weight> weights() {
            List<Weight> all = new ArrayList<>(layer.weights());
            all.addAll(carried);
            return List.copyOf(all);
        }

        @Override public Map<String, Tensor> trace(List<Tensor> inputs) { return layer.trace(inputs.getFirst(), List.of(), Optional.empty()); }

        @Override public String toString() { return "Carried " + layer; }
    }

    @Override public String toString() { return "Carried(" + inner + ", " + streams + ")"; }

    /// Names it `carried`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "carried"; }

        @Override public Class<Carried> type() { return Carried.class; }

        @Override public List<Option> options() {
            return List.of(new Option("inner", Type.OBJECT, "", "a recurrent layer", "The layer that goes on."), new Option("streams", Type.INTEGER, "", "≥ 1", "The size of a batch."));
        }

        @Override public Layer create(Options options) {
            Layer layer = LayerRegistry.load().create(options.options("inner"));
            if (!(layer instanceof Stateful stateful)) throw new DataException(options.place() + ", carried: expected a recurrent layer, but got " + layer);
            return new Carried(stateful, options.integer("streams"));
        }
    }
}
