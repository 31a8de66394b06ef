package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A [Recurrent] layer and a twin with weights of its own that goes the other way, and both outputs put together.
///
/// | mode     | output of widths `w`                                       |
/// |----------|------------------------------------------------------------|
/// | `CONCAT` | `[…, 2·w]`: forwards, then backwards                       |
/// | `SUM`, `MUL`, `AVE` | `[…, w]`: sum, product or mean of both elements |
/// | `NONE`   | `[…, 2, w]`: both                                          |
///
/// The outputs of a step stand at its time, whichever way it was reached. Inputs are those of every [Stateful] layer; the states of the twin
/// come after those of the layer. PyTorch's `bidirectional=True` is `CONCAT`.
///
/// @param inner the one that goes forwards
/// @param mode how the outputs are put together
/// @see <a href="https://doi.org/10.1109/78.650093">Schuster & Paliwal (1997)</a>
public record Bidirectional(Recurrent<?> inner, Mode mode) implements Stateful {

    /// How two outputs become one; the names are Keras's.
    public enum Mode { CONCAT, SUM, MUL, AVE, NONE }

    public Bidirectional {
        if (inner.walk().backwards()) throw new IllegalArgumentException("Bidirectional: expected a layer that goes forwards, but got " + inner);
    }

    public static Bidirectional of(Recurrent<?> layer) { return new Bidirectional(layer, Mode.CONCAT); }

    public Bidirectional mode(Mode mode) { return new Bidirectional(inner, mode); }

    @Override public List<Integer> stateWidths() { return Stream.concat(inner.stateWidths().stream(), inner.stateWidths().stream()).toList(); }

    @Override public boolean masked() { return inner.masked(); }

    @Override public Shape outputOf(Shape sequence) {
        Shape one = inner.outputOf(sequence);
        return switch (mode) {
            case CONCAT -> one.withLast(2 * one.last());
            case SUM, MUL, AVE -> one;
            case NONE -> pair(one);
        };
    }

    /// `[…, w]` as `[…, 2, w]`
    static Shape pair(Shape one) {
        int[] extents = java.util.Arrays.copyOf(one.extents(), one.rank() + 1);
        extents[one.rank()] = one.last();
        extents[one.rank() - 1] = 2;
        return Shape.of(extents);
    }

    @Override public BoundBidirectional bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override public BoundBidirectional bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        Shape sequence = inputs.getFirst();
        return new BoundBidirectional(this, bind(inner, sequence, seed.child("forward")), bind(inner.goBackwards(true), sequence, seed.child("backward")));
    }

    private static BoundRecurrent bind(Recurrent<?> layer, Shape sequence, Seed seed) {
        return layer.bind(layer.masked() ? List.of(sequence, sequence.withoutLast()) : List.of(sequence), seed);
    }

    /// `Bidirectional(LSTM(64, sequences))`, `Bidirectional(LSTM(64), sum)`
    @Override public String toString() { return "Bidirectional(" + inner + (mode == Mode.CONCAT ? "" : ", " + mode.name().toLowerCase(Locale.ROOT)) + ")"; }

    /// Names it `bidirectional`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "bidirectional"; }

        @Override public Class<Bidirectional> type() { return Bidirectional.class; }

        @Override public List<Option> options() {
            return List.of(new Option("inner", Type.OBJECT, "", "a recurrent layer", "The layer that goes forwards."),
                    new Option("mode", Type.TEXT, "concat", "concat, sum, mul, ave, none", "How the outputs are put together."));
        }

        @Override public Layer create(Options options) {
            Layer layer = LayerRegistry.load().create(options.options("inner"));
            if (!(layer instanceof Recurrent<?> recurrent)) throw new DataException(options.place() + ", bidirectional: expected a recurrent layer, but got " + layer);
            return new Bidirectional(recurrent, options.choice("mode", Mode.CONCAT));
        }
    }
}
