package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.OnnxNode;
import java.util.Arrays;
import java.util.stream.IntStream;

/// ONNX's resizing: every way to place the outputs of an axis among its inputs, as [Taps] for [Resampling].
record ResizeOperator(OnnxNode node) {

    static Tensor apply(OnnxNode node) { return new ResizeOperator(node).resized(); }

    private String text(String name, String otherwise) { return node.attributes().text(name, otherwise); }

    private Tensor resized() {
        Tensor x = node.tensor(0);
        int[] axes = node.attributes().integers("axes", IntStream.range(0, x.shape().rank()).toArray());
        double value = node.attributes().number("extrapolation_value", 0);
        Tensor y = x, inside = x.times(0).plus(1);
        for (int i = 0; i < axes.length; i++) {
            Axis axis = axis(axes, i);
            if (axis.outputs == axis.input && axis.scale == 1 && !isCropping()) continue;
            y = Resampling.along(y, axes[i], taps(axis));
            inside = Resampling.along(inside, axes[i], taps(axis));
        }
        return value == 0 ? y : y.plus(inside.times(-value).plus(value));
    }

    private boolean isCropping() { return text("coordinate_transformation_mode", "half_pixel").equals("tf_crop_and_resize"); }

    /// @param begin the region of interest; so is `end`
    private record Axis(int input, int outputs, double scale, double begin, double end) { }

    private Axis axis(int[] axes, int i) {
        int input = node.tensor(0).shape().extent(axes[i]);
        double begin = node.has(1) ? node.tensor(1).data()[i] : 0, end = node.has(1) ? node.tensor(1).data()[axes.length + i] : 1;
        if (!node.has(3)) {
            double scale = node.tensor(2).data()[i];
            return new Axis(input, (int) Math.floor(input * scale), scale, begin, end);
        }
        double scale = (double) node.integers(3)[i] / input;
        String policy = text("keep_aspect_ratio_policy", "stretch");
        if (policy.equals("stretch")) return new Axis(input, node.integers(3)[i], scale, begin, end);
        double[] scales = IntStream.range(0, axes.length).mapToDouble(axis -> (double) node.integers(3)[axis] / node.tensor(0).shape().extent(axes[axis])).toArray();
        double common = policy.equals("not_larger") ? Arrays.stream(scales).min().orElseThrow() : Arrays.stream(scales).max().orElseThrow();
        return new Axis(input, (int) Math.floor(common * input + 0.5), common, begin, end);
    }

    private double place(Axis axis, int output) {
        double half = (output + 0.5) / axis.scale - 0.5;
        return switch (text("coordinate_transformation_mode", "half_pixel")) {
            case "half_pixel" -> half;
            case "half_pixel_symmetric" -> axis.input / 2.0 * (1 - axis.outputs / (axis.scale * axis.input)) + half;
            case "pytorch_half_pixel" -> axis.outputs > 1 ? half : 0;
            case "align_corners" -> axis.scale * axis.input == 1 ? 0 : output * (axis.input - 1) / (axis.scale * axis.input - 1);
            case "asymmetric" -> output / axis.scale;
            case "tf_crop_and_resize" -> axis.outputs > 1 ? axis.begin * (axis.input - 1) + output * (axis.end - axis.begin) * (axis.input - 1) / (axis.outputs - 1)
                    : 0.5 * (axis.begin + axis.end) * (axis.input - 1);
            default -> throw new UnsupportedOperationException(text("coordinate_transformation_mode", ""));
        };
    }

    private Taps taps(Axis axis) {
        double stretch = node.flag("antialias", false) ? Math.max(1, 1 / axis.scale) : 1;
        return switch (text("mode", "nearest")) {
            case "nearest" -> Taps.of(axis.input, axis.outputs, 1, (output, weights) -> Interpolation.one(weights, nearest(place(axis, output))));
            case "linear" -> mixed(axis, (int) Math.ceil(2 * stretch), distance -> Math.max(0, 1 - distance / stretch));
            default -> mixed(axis, (int) Math.ceil(4 * stretch), distance -> keys(distance / stretch));
        };
    }

    private int nearest(double place) {
        return (int) switch (text("nearest_mode", "round_prefer_floor")) {
            case "round_prefer_floor" -> Math.ceil(place - 0.5);
            case "round_prefer_ceil" -> Math.floor(place + 0.5);
            case "floor" -> Math.floor(place);
            default -> Math.ceil(place);
        };
    }

    private interface Weighting {
        double of(double distance);
    }

    private Taps mixed(Axis axis, int most, Weighting weighting) {
        return Taps.of(axis.input, axis.outputs, most + 1, (output, weights) -> {
            double place = place(axis, output), sum = 0;
            int first = (int) Math.floor(place) + 1 - (most + 1) / 2;
            if (isCropping() && (place < 0 || place > axis.input - 1)) return 0;
            for (int i = 0; i < weights.length; i++) {
                boolean excluded = node.flag("exclude_outside", false) && (first + i < 0 || first + i >= axis.input);
                sum += weights[i] = excluded ? 0 : weighting.of(Math.abs(first + i - place));
            }
            for (int i = 0; i < weights.length; i++) weights[i] /= sum;
            return first;
        });
    }

    private double keys(double distance) {
        double[] weights = new double[4];
        Interpolation.cubic(distance - Math.floor(distance), node.attributes().number("cubic_coeff_a", -0.75), weights);
        return distance < 1 ? weights[1] : distance < 2 ? weights[0] : 0;
    }
}
