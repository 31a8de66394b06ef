package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tensor;

/// Whether outputs and targets belong together, and sentences where they don't.
final class Pairing {

    private Pairing() { }

    /// The target in the shape of the output, which says as many numbers.
    static Tensor like(Loss loss, Tensor output, Tensor target) {
        if (target.size() != output.size() || !sameBatch(output.shape(), target.shape())) {
            throw new ShapeException(loss + ": expected a target for each output " + output.shape() + ", but got " + target.shape());
        }
        return target.reshape(output.shape());
    }

    private static boolean sameBatch(Shape output, Shape target) {
        return output.rank() == 0 || target.rank() == 0 || output.extent(0) == target.extent(0);
    }

    /// Class numbers `[…]` for outputs `[…, classes]`.
    static void requireLabels(Loss loss, Tensor output, Tensor target) {
        if (output.shape().rank() < 1 || !output.shape().withoutLast().equals(target.shape())) {
            throw new ShapeException(loss + ": expected outputs […, classes] and class numbers […], but got " + output.shape() + " and " + target.shape());
        }
        requireLabels(loss, target, output.shape().last(), Float.NaN);
    }

    /// @param ignored the label that may be anything; NaN for none
    static void requireLabels(Loss loss, Tensor target, int classes, float ignored) {
        for (int row = 0; row < target.size(); row++) {
            float label = target.data()[row];
            if (label == ignored || label >= 0 && label < classes && label == (int) label) continue;
            throw new DataException(loss + ": expected labels in 0 … " + (classes - 1) + ", but row " + row + " has "
                    + (label == (int) label ? Integer.toString((int) label) : Float.toString(label)));
        }
    }

    static void requireNumbers(Loss loss, Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.NUMBER) throw wrongTarget(loss, "numbers as the target", target);
        requireOutputs(loss, output, target.shape().size(), "as many as the target has");
    }

    static void requireOutputs(Loss loss, Shape output, int expected, String why) {
        if (output.sampleSize() != expected) {
            throw new DataException(loss + ": expected " + expected + " outputs a sample, " + why + ", but the network gives " + output);
        }
    }

    /// One output for each class, at each place that has a target.
    static void requireClasses(Loss loss, Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.CLASS) throw wrongTarget(loss, "classes as the target", target);
        if (output.last() != target.classes().size()) {
            String advice = output.last() == 1 && target.classes().size() == 2 ? ". A single output takes the binary cross-entropy" : "";
            throw new DataException(loss + ": expected one output for each of the " + target.classes().size() + " classes, but the network gives " + output + advice);
        }
    }

    /// Two classes and one output, at each place that has a target.
    static void requireTwoClasses(Loss loss, Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.CLASS || target.classes().size() != 2) throw wrongTarget(loss, "two classes as the target", target);
        if (output.last() != 1) throw new DataException(loss + ": expected one output, but the network gives " + output);
    }

    static DataException wrongTarget(Loss loss, String expected, Schema.Target target) {
        String actual = switch (target.kind()) {
            case NONE -> "the data has no target. Name one";
            case CLASS -> "'" + target.name() + "' has " + target.classes().size() + " classes";
            case NUMBER -> "'" + target.name() + "' holds numbers";
        };
        return new DataException(loss + ": expected " + expected + ", but " + actual);
    }
}
