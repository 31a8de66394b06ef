package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Weight;

/// What the matrices of a recurrent layer begin with, and the option that all of these layers have.
///
/// @param features the width of the input
/// @param width the width of `h`
record Seedling(int features, int width, Seed seed) {

    static final Option WALK = new Option("walk", Type.OBJECT, "{}",
            "sequences, backwards, masked, learnedState, recurrentDropout, truncation", "How it goes through a sequence.");

    static Walk walk(Options options) { return options.has("walk") ? Walk.of(options.options("walk")) : Walk.standard(); }

    /// `[features, columns]`, Glorot uniform.
    Weight input(int columns) { return weight("weight", features, columns, Initializer.GLOROT_UNIFORM); }

    /// `[width, columns]`, orthonormal rows or columns.
    Weight recurrent(int columns) { return weight("recurrent", width, columns, Initializer.ORTHOGONAL); }

    Weight weight(String name, int rows, int columns, Initializer initializer) {
        Shape shape = Shape.of(rows, columns);
        return Weight.of(name, shape, initializer.values(shape, rows, columns, seed.child(name)));
    }
}
