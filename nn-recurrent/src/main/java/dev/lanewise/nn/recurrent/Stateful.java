package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Merge;
import java.util.List;

/// A layer with states that each step of a sequence changes: a [Recurrent] one, two of them in both directions, or several behind one another.
///
/// | input, in this order | shape                     |                                                                      |
/// |----------------------|---------------------------|----------------------------------------------------------------------|
/// | sequence             | `[batch, time, features]` | always                                                               |
/// | states               | `[batch, width]` each     | all or none: what there was before the first step; zeros unless given or learned |
/// | mask                 | `[batch, time]`           | exactly if it is masked: 1 where a step counts, 0 where it doesn't, as [dev.lanewise.core.layer.StepMask] tells |
///
/// Steps that don't count, at whatever side they stand, leave the states as they are, get zeros for their output and give no gradient: every sample
/// goes the way that it would go alone without them, and one of which no step counts stays what it was. With no steps at all the states stay too.
public sealed interface Stateful extends Merge permits Recurrent, Bidirectional, Stacked {

    /// The widths of the states, in the order in which they are given and told.
    List<Integer> stateWidths();

    /// Whether a mask is the last input.
    boolean masked();

    /// What comes out when a sequence of this shape goes in.
    Shape outputOf(Shape sequence);

    /// The layer with fresh weights, and more to ask for than other layers.
    @Override BoundStateful bind(List<Shape> inputs, Seed seed);

    @Override default BoundStateful bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override default Shape outputShape(List<Shape> inputs) {
        int states = stateWidths().size(), given = inputs.size() - (masked() ? 1 : 0);
        if (given != 1 && given != 1 + states) {
            String mask = masked() ? " and a mask" : "";
            throw new ShapeException(this + ": expected a sequence" + mask + ", with its " + (states == 1 ? "state" : states + " states") + " between or none, but got " + inputs.size() + " inputs");
        }
        Shape sequence = inputs.getFirst().requireRank(3, this, "[batch, time, features]");
        if (sequence.last() < 1) throw ShapeException.expected(this, "a known number of features ≥ 1", sequence);
        for (int i = 1; i < given; i++) requireShape("a state", Shape.of(sequence.extent(0), stateWidths().get(i - 1)), inputs.get(i));
        if (masked()) requireShape("a mask", sequence.withoutLast(), inputs.getLast());
        return outputOf(sequence);
    }

    private void requireShape(String what, Shape expected, Shape actual) {
        if (!actual.equals(expected)) throw ShapeException.expected(this, what + " " + expected, actual);
    }
}
