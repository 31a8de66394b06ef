package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A box that moves through volumes `[batch, depth, height, width, channels]`: a window on each plane and a sweep through the planes.
///
/// @param window on a plane; its kind of padding and its ceil mode count for the depth, too
/// @param depth through the planes; its padding counts where that of the window is explicit
record Volumes(Window window, Sweep depth) {

    interface Pool {
        Tensor of(Tensor images, Window window);
    }

    /// The sweep through so many planes.
    private Sweep through(int planes) {
        return switch (window.padding().kind()) {
            case SAME -> depth.same(planes);
            case CAUSAL -> depth.padding(depth.span() - 1, 0);
            case VALID, EXPLICIT -> window.ceil() ? depth.ceil(planes) : depth;
        };
    }

    Shape outputShape(Shape input, Object owner) {
        input.requireRank(5, owner, "[batch, depth, height, width, channels]");
        if (input.last() < 1) throw ShapeException.expected(owner, "channels ≥ 1", input);
        int planes = window.outputs(through(Math.max(1, input.extent(1))), "depth", input.extent(1), input, owner);
        int height = window.outputs(window.rows(Math.max(1, input.extent(2))), "height", input.extent(2), input, owner);
        int width = window.outputs(window.columns(Math.max(1, input.extent(3))), "width", input.extent(3), input, owner);
        return Shape.of(input.extent(0), planes, height, width, input.last());
    }

    /// The convolution of volumes as one of images: the planes that a box sees stand beside each other as channels.
    ///
    /// @param weight `[kernel depth, kernel height, kernel width, in, out]`
    Tensor convolution(Tensor x, Tensor weight, Optional<Tensor> bias, Activation activation) {
        Sweep sweep = through(x.shape().extent(1));
        int kernel = sweep.kernel(), height = weight.shape().extent(1), width = weight.shape().extent(2), depthOfPixel = kernel * x.shape().last();
        List<Tensor> seen = new ArrayList<>();
        for (int tap = 0; tap < kernel; tap++) seen.add(images(Resampling.along(x, 1, planes(sweep, x.shape().extent(1), tap))));
        Tensor images = kernel == 1 ? seen.getFirst() : Forms.concatenate(3, seen);                             // [batch · planes, height, width, kernel · in]
        Tensor flat = weight.transpose(1, 2, 0, 3, 4).reshape(Shape.of(height, width, depthOfPixel, weight.shape().last()));
        return volumes(Convolution.of(images, flat, bias, window, activation), x.shape().extent(0), sweep.outputs(x.shape().extent(1)));
    }

    /// The planes that a tap reads; nothing where it is in the padding.
    private static Taps planes(Sweep sweep, int extent, int tap) {
        int outputs = sweep.outputs(extent), n = 0;
        int[] starts = new int[outputs + 1], places = new int[outputs];
        for (int output = 0; output < outputs; output++) {
            int place = sweep.begin(output) + tap * sweep.dilation();
            if (place >= 0 && place < extent) places[n++] = place;
            starts[output + 1] = n;
        }
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return new Taps(extent, starts, Arrays.copyOf(places, n), ones);
    }

    private static Tensor images(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(Shape.of(shape.extent(0) * shape.extent(1), shape.extent(2), shape.extent(3), shape.last()));
    }

    private static Tensor volumes(Tensor x, int batch, int planes) { return x.reshape(Shape.of(batch, planes, x.shape().extent(1), x.shape().extent(2), x.shape().last())); }

    /// A pool of windows on the planes, then one through the planes: largest values and means are of that kind.
    Tensor pooled(Tensor x, Pool pool) {
        int batch = x.shape().extent(0), planes = x.shape().extent(1);
        Tensor onPlanes = pool.of(images(x), window);
        int height = onPlanes.shape().extent(1), width = onPlanes.shape().extent(2), channels = onPlanes.shape().last();
        Tensor through = pool.of(onPlanes.reshape(Shape.of(batch, planes, height * width, channels)), stack());
        return through.reshape(Shape.of(batch, through.shape().extent(1), height, width, channels));
    }

    /// The sweep through planes as a window on images whose rows they are.
    private Window stack() {
        Padding padding = window.padding().kind() == Padding.Kind.EXPLICIT ? Padding.of(depth.before(), depth.after(), 0, 0) : window.padding();
        return new Window(Size.of(depth.kernel(), 1), Size.of(depth.stride(), 1), padding, Size.of(depth.dilation(), 1), window.ceil());
    }

    void requireNarrowPadding(String owner) {
        window.requireNarrowPadding(owner);
        stack().requireNarrowPadding(owner);
    }

    // ---- what layers offer

    /// A box that has the sweep of the window's rows through the planes.
    static Sweep likeRows(Window window) {
        return new Sweep(window.kernel().height(), window.stride().height(), window.dilation().height(), window.padding().top(), window.padding().bottom());
    }

    static Option depthOption() { return new Option("depth", Type.OBJECT, "", "kernel, stride, dilation, before, after", "The sweep through planes; that of the rows unless told."); }

    static Sweep readDepth(Options options, Window window) {
        Sweep rows = likeRows(window);
        if (!options.has("depth")) return rows;
        Options own = options.options("depth");
        return new Sweep(own.integer("kernel", rows.kernel()), own.integer("stride", 1), own.integer("dilation", 1), own.integer("before", 0), own.integer("after", 0));
    }

    /// `3×3×3, stride 2`, or `2×3×3, padding 1, depth …` where the depth is another.
    String spelled(Size usualStride) {
        String plane = depth.kernel() + "×" + window.kernel() + window.tail(usualStride);
        return depth.equals(likeRows(window)) ? plane : plane + ", depth stride " + depth.stride() + " dilation " + depth.dilation() + " padding " + depth.before() + " " + depth.after();
    }
}
