package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Recurrent layers one behind the other, whose states are asked for and given together.
///
/// All but the last give every step to the next, whatever they say about sequences; between two of them, elements are dropped while training.
/// Inputs are those of every [Stateful] layer, the states of the first layer first; the output is that of the last layer. PyTorch's `num_layers`
/// and `dropout`. Where nobody asks for states, layers in a `Sequential` do as well.
///
/// @param layers at least one: [Recurrent] or [Bidirectional], all masked or none
/// @param dropout the rate between two layers, in `[0, 1)`
public record Stacked(List<Stateful> layers, double dropout) implements Stateful {

    public Stacked {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) throw new IllegalArgumentException("Stacked: expected at least one layer, but got none");
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("Stacked: expected dropout in [0, 1), but got " + dropout);
        if (layers.stream().map(Stateful::masked).distinct().count() > 1) throw new IllegalArgumentException("Stacked: expected all layers masked or none, but got " + layers);
    }

    public static Stacked of(Stateful... layers) { return new Stacked(List.of(layers), 0); }

    /// The same layer several times, each time with weights of its own.
    public static Stacked of(int count, Stateful layer) { return new Stacked(Collections.nCopies(count, layer), 0); }

    public Stacked dropout(double dropout) { return new Stacked(layers, dropout); }

    @Override public List<Integer> stateWidths() { return layers.stream().flatMap(layer -> layer.stateWidths().stream()).toList(); }

    @Override public boolean masked() { return layers.getFirst().masked(); }

    @Override public Shape outputOf(Shape sequence) { return layers.getLast().outputOf(sequences(sequence).getLast()); }

    /// What goes into each layer.
    private List<Shape> sequences(Shape sequence) {
        List<Shape> all = new ArrayList<>(List.of(sequence));
        for (Stateful layer : layers.subList(0, layers.size() - 1)) {
            Shape output = withSequences(layer).outputOf(all.getLast());
            if (output.rank() != 3) throw ShapeException.expected(this, "sequences [batch, time, width] from " + layer, output);
            all.add(output);
        }
        return all;
    }

    /// The layer with every step for its output.
    static Stateful withSequences(Stateful layer) {
        return switch (layer) {
            case Recurrent<?> recurrent -> recurrent.returnSequences(true);
            case Bidirectional both -> new Bidirectional(both.inner().returnSequences(true), both.mode());
            case Stacked stacked -> {
                List<Stateful> all = new ArrayList<>(stacked.layers);
                all.add(withSequences(all.removeLast()));
                yield new Stacked(all, stacked.dropout);
            }
        };
    }

    @Override public BoundStacked bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override public BoundStacked bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        List<Shape> sequences = sequences(inputs.getFirst());
        List<BoundStateful> bound = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Shape sequence = sequences.get(i);
            Stateful layer = i < layers.size() - 1 ? withSequences(layers.get(i)) : layers.get(i);
            bound.add(layer.bind(masked() ? List.of(sequence, sequence.withoutLast()) : List.of(sequence), seed.child(i)));
        }
        return new BoundStacked(this, List.copyOf(bound));
    }

    @Override public String toString() {
        return layers.stream().map(Stateful::toString).collect(Collectors.joining(", ", "Stacked(", (dropout > 0 ? ", dropout " + dropout : "") + ")"));
    }

    /// Names it `stacked`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "stacked"; }

        @Override public Class<Stacked> type() { return Stacked.class; }

        @Override public List<Option> options() {
            return List.of(new Option("layers", Type.OBJECTS, "", "recurrent or bidirectional layers", "Layers one behind the other."),
                    new Option("dropout", Type.NUMBER, "0", "[0, 1)", "The rate between two layers."));
        }

        @Override public Layer create(Options options) {
            LayerRegistry registry = LayerRegistry.load();
            List<Stateful> layers = new ArrayList<>();
            for (Layer layer : options.list("layers").stream().map(registry::create).toList()) {
                if (!(layer instanceof Stateful stateful)) throw new DataException(options.place() + ", stacked: expected recurrent layers, but got " + layer);
                layers.add(stateful);
            }
            return new Stacked(layers, options.number("dropout", 0));
        }
    }
}
