package dev.lanewise.core.data;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.util.List;

/// What the samples of a [Dataset] look like.
///
/// @param inputs the shape of each input of one sample, without a batch axis; most data sets have one input
/// @param features the names of the columns where the single input is a row of a table, else empty
/// @param target what is to be predicted
public record Schema(List<Shape> inputs, List<String> features, Target target) {

    public Schema {
        inputs = ImmutableList.copyOf(inputs);
        features = ImmutableList.copyOf(features);
    }

    /// The shape of the only input.
    ///
    /// @throws IllegalArgumentException if there are several inputs
    public Shape input() {
        if (inputs.size() != 1) throw new IllegalArgumentException("Schema: expected one input, but got " + inputs.size());
        return inputs.getFirst();
    }

    /// The only input as a sequence, `[time, features]`: an image is its rows, and a row of numbers that many steps of one number.
    ///
    /// @param owner who asks, for the message
    /// @throws DataException if the input is none of these
    public Shape steps(String owner) {
        Shape sample = input();
        return switch (sample.rank()) {
            case 1 -> Shape.of(sample.extent(0), 1);
            case 2 -> sample;
            case 3 -> Shape.of(sample.extent(0), sample.extent(1) * sample.extent(2));
            default -> throw new DataException(owner + ": expected samples [time, features], rows of numbers or images, but got " + sample);
        };
    }

    /// What is to be predicted for one sample.
    ///
    /// @param kind a class, numbers, or nothing
    /// @param name the name of the column, empty if it has none
    /// @param shape the shape for one sample, without a batch axis: `[]` for one class or number, `[time]` for one a step
    /// @param classes the names of the classes in the order of their numbers, empty unless `kind` is `CLASS`
    public record Target(Kind kind, String name, Shape shape, List<String> classes) {

        public enum Kind { NONE, CLASS, NUMBER }

        public Target {
            classes = ImmutableList.copyOf(classes);
        }

        public static Target none() { return new Target(Kind.NONE, "", Shape.scalar(), List.of()); }

        public static Target classes(String name, List<String> classes) { return new Target(Kind.CLASS, name, Shape.scalar(), classes); }

        public static Target number(String name) { return new Target(Kind.NUMBER, name, Shape.scalar(), List.of()); }

        /// How many outputs a network needs for it: one for each class or number.
        ///
        /// @param owner who asks, for the message
        /// @throws DataException if there is nothing to predict
        public int outputs(String owner) {
            return switch (kind) {
                case CLASS -> classes.size();
                case NUMBER -> shape.size();
                case NONE -> throw new DataException(owner + ": expected a target to learn, but the data has none. Name its column");
            };
        }

        public Target shape(Shape shape) { return new Target(kind, name, shape, classes); }
    }
}
