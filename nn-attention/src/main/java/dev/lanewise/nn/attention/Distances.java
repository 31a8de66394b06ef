package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Gathers;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.Optional;

/// The numbers that are added to scores by distance, `[heads, queries + keys − 1]`.
///
/// @param table the learned ones, `[heads, 2·extent − 1]`, its middle column for distance 0; empty for ALiBi
record Distances(Places places, int heads, Optional<Weight> table) {

    static Optional<Distances> of(Places places, int heads, Seed seed) {
        Shape shape = Shape.of(heads, 2 * places.extent() - 1 + (places.kind() == Places.Kind.RELATIVE ? 0 : 1));
        return switch (places.kind()) {
            case ALIBI -> Optional.of(new Distances(places, heads, Optional.empty()));
            case RELATIVE -> Optional.of(new Distances(places, heads, Optional.of(Weight.of("distances", shape,
                    Initializer.SMALL_UNIFORM.values(shape, heads, shape.last(), seed)))));
            default -> Optional.empty();
        };
    }

    /// For queries that are the steps after `before` keys.
    Tensor numbers(Tape tape, int queries, int keys, int before) {
        int n = queries + keys - 1;
        return table.map(learned -> learned(tape.weight(learned), queries, n, before)).orElseGet(() -> slopes(tape, queries, n, before));
    }

    /// Column `c` is the distance `c − queries + 1 − before`.
    private Tensor learned(Tensor table, int queries, int n, int before) {
        float[] ids = table.tape().scratch(n);
        int limit = places.extent() - 1;
        for (int c = 0; c < n; c++) ids[c] = Math.clamp((long) c - queries + 1 - before, -limit, limit) + limit;
        return Gathers.select(table, 1, table.tape().constant(Shape.of(n), ids));
    }

    private Tensor slopes(Tape tape, int queries, int n, int before) {
        float[] numbers = tape.scratch(heads * n);
        for (int head = 0; head < heads; head++) {
            double slope = slope(head);
            for (int c = 0; c < n; c++) numbers[head * n + c] = (float) (-slope * Math.abs(c - queries + 1 - before));
        }
        return tape.constant(Shape.of(heads, n), numbers);
    }

    /// `2^(−8(h+1)/heads)` for a power of two; for other numbers of heads those of the power below, then every second one of the power above.
    double slope(int head) {
        int power = Integer.highestOneBit(heads);
        return head < power ? StrictMath.pow(2, -8.0 * (head + 1) / power) : StrictMath.pow(2, -4.0 * (2 * (head - power) + 1) / power);
    }
}
