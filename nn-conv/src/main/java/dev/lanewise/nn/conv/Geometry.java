package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;

/// A window on images whose extents are all known.
///
/// Output pixels are numbered through the whole batch, row by row: pixel `p` belongs to image `p / pixels()`.
record Geometry(int images, int height, int width, int channels, Sweep rows, Sweep columns) {

    static Geometry of(Window window, Shape input) {
        int height = input.extent(1), width = input.extent(2);
        return new Geometry(input.extent(0), height, width, input.last(), window.rows(height), window.columns(width));
    }

    int outputHeight() { return rows.outputs(height); }

    int outputWidth() { return columns.outputs(width); }

    /// Output pixels of one image.
    int pixels() { return outputHeight() * outputWidth(); }

    /// Elements of one input image.
    int imageSize() { return height * width * channels; }

    /// Elements that one output pixel depends on.
    int patchSize() { return rows.kernel() * columns.kernel() * channels; }

    /// Whether each output pixel depends on the input pixel of the same number and nothing else.
    boolean isPointwise() {
        return rows.equals(Sweep.of(1)) && columns.equals(Sweep.of(1));
    }
}
