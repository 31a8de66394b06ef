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
}
