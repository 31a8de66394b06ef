package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.List;

/// A layer that goes through a sequence in one direction.
///
/// Its inputs are those of every [Stateful] layer; the output is `h` after the last step that counts, `[batch, width]`, or after each step,
/// `[batch, time, width]`. What [#bind] makes is a [BoundRecurrent], which can also tell all states and take single steps.
///
/// @param <L> the layer itself
public sealed interface Recurrent<L extends Recurrent<L>> extends Stateful permits SimpleRNN, LSTM, GRU {

    /// The number of units.
    int units();

    /// How it goes through a sequence.
    Walk walk();

    /// The same layer that goes otherwise.
    L walk(Walk walk);

    /// The layer with fresh weights.
    @Override BoundRecurrent bind(List<Shape> inputs, Seed seed);

    @Override default BoundRecurrent bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override default boolean masked() { return walk().masked(); }

    @Override default Shape outputOf(Shape sequence) {
        int width = stateWidths().getFirst();
        return walk().sequences() ? sequence.withLast(width) : Shape.of(sequence.extent(0), width);
    }

    /// Whether every step is an output, or only the last one.
    default L returnSequences(boolean on) { return walk(walk().sequences(on)); }

    /// Whether the last step comes first.
    default L goBackwards(boolean on) { return walk(walk().backwards(on)); }

    /// Whether a mask is the last input.
    default L masked(boolean on) { return walk(walk().masked(on)); }

    /// Whether the states before the first step are learned.
    default L learnedState(boolean on) { return walk(walk().learnedState(on)); }

    /// The probability with which an element of the last output is hidden from the gates, the same ones at all steps of a sample.
    default L recurrentDropout(double rate) { return walk(walk().recurrentDropout(rate)); }

    /// After how many steps the gradient stops; 0 for never.
    default L truncation(int steps) { return walk(walk().truncation(steps)); }
}
