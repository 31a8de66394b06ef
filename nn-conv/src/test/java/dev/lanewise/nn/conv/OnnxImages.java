package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.OnnxNode;

/// How ONNX describes windows, and its images with channels first as ours: those of one dimension are images of height 1.
record OnnxImages(OnnxNode node) {

    /// `[batch, channels, width]` or `[batch, channels, height, width]` with the channels last.
    Tensor of(Tensor x) {
        if (x.shape().rank() == 4) return x.transpose(0, 2, 3, 1);
        return x.reshape(Shape.of(x.shape().extent(0), x.shape().extent(1), 1, x.shape().last())).transpose(0, 2, 3, 1);
    }

    /// The way back.
    Tensor restored(Tensor y) {
        Tensor first = y.transpose(0, 3, 1, 2);
        return node.tensor(0).shape().rank() == 4 ? first : first.reshape(Shape.of(first.shape().extent(0), first.shape().extent(1), first.shape().last()));
    }

    private int axes() { return node.tensor(0).shape().rank() - 2; }

    Window window(Shape images) { return window(images, axes() == 1 ? -1 : 0, axes() - 1); }

    /// The window on two of the axes; −1 for an axis that it does not move along.
    Window window(Shape images, int down, int across) {
        Window window = Window.of(size("kernel_shape", down, across)).stride(size("strides", down, across)).dilation(size("dilations", down, across))
                .ceil(node.flag("ceil_mode", false));
        return switch (node.attributes().text("auto_pad", "NOTSET")) {
            case "SAME_UPPER" -> window.padding(Padding.SAME);
            case "SAME_LOWER" -> window.padding(lower(window.padding(Padding.SAME), images));
            default -> window.padding(Padding.of(pad(down), pad(down + axes(), down), pad(across), pad(across + axes(), across)));
        };
    }

    private int pad(int at) { return pad(at, at); }

    private int pad(int at, int axis) { return axis < 0 ? 0 : node.attributes().integers("pads", new int[2 * axes()])[at]; }

    private Size size(String name, int down, int across) { return Size.of(extent(name, down), extent(name, across)); }

    private int extent(String name, int axis) {
        if (axis < 0) return 1;
        if (name.equals("kernel_shape") && !node.attributes().has(name)) return node.tensor(1).shape().extent(2 + axis);
        return node.attributes().has(name) ? node.attributes().integers(name)[axis] : 1;
    }

    /// The padding of SAME with its odd rest in front.
    private static Padding lower(Window same, Shape image) {
        Sweep rows = same.rows(image.extent(1)), columns = same.columns(image.extent(2));
        return Padding.of(rows.after(), rows.before(), columns.after(), columns.before());
    }

    /// The box of three axes on volumes with the channels last.
    Volumes volumes(Tensor x) {
        int planes = x.shape().extent(1);
        Window window = window(Shape.of(1, x.shape().extent(2), x.shape().extent(3), x.shape().last()), 1, 2), through = window(Shape.of(1, planes, 1, 1), 0, -1);
        return new Volumes(window, Volumes.likeRows(through));
    }

    /// What a transposed convolution of such images makes: the padding follows from the size where the node says that.
    Geometry transposed(Shape images, int out) {
        Window window = window(images);
        Sweep rows = transposed(window.rows(1), axes() == 1 ? -1 : 0, images.extent(1)), columns = transposed(window.columns(1), axes() - 1, images.extent(2));
        int height = rows.inputOf(images.extent(1)) + outputPadding(axes() == 1 ? -1 : 0, rows, images.extent(1)), width = columns.inputOf(images.extent(2)) + outputPadding(axes() - 1, columns, images.extent(2));
        return new Geometry(images.extent(0), height, width, out, rows, columns);
    }

    private int told(int axis, Sweep sweep, int places) {
        if (axis >= 0 && node.attributes().has("output_shape")) return node.attributes().integers("output_shape")[axis];
        return node.attributes().text("auto_pad", "NOTSET").startsWith("SAME") ? places * sweep.stride() : -1;
    }

    private Sweep transposed(Sweep sweep, int axis, int places) {
        int told = told(axis, sweep, places);
        if (told < 0) return sweep;
        int total = Math.max(0, sweep.padding(0, 0).inputOf(places) - told);
        return sweep.padding(total / 2, total - total / 2);
    }

    private int outputPadding(int axis, Sweep sweep, int places) {
        int told = told(axis, sweep, places);
        if (told >= 0) return told - sweep.inputOf(places);
        return axis < 0 ? 0 : node.attributes().integers("output_padding", new int[axes()])[axis];
    }
}
