package dev.lanewise.nn.conv;

import java.util.List;

/// The lines of target pixels of a batch, and for each the taps that join it with source pixels: forward from inputs to outputs, or backward.
///
/// Lines are numbered through the whole batch. Each is cut into [stretches][Crossing.Stretch] with the same taps, as the kernels for windows take them.
final class DepthwiseLines {

    /// What is done with a stretch: its taps read from `sourceAt` and have the weights at `weightAt`.
    @FunctionalInterface
    interface Work {
        void run(Crossing.Stretch stretch, int taps, int[] sourceAt, int[] weightAt);
    }

    private final List<Crossing.Stretch> stretches;
    /// By row: its taps, and the source row of each.
    private final int[][] taps;
    private final int[][] sources;
    private final int sourceHeight;
    private final int sourceWidth;
    private final int targetWidth;
    private final int kernelWidth;
    private final int channels;

    DepthwiseLines(Geometry geometry, boolean backward) {
        Crossing rows = new Crossing(geometry.rows(), geometry.height(), backward), columns = new Crossing(geometry.columns(), geometry.width(), backward);
        this.stretches = columns.stretches();
        this.taps = new int[rows.targets()][];
        this.sources = new int[rows.targets()][];
        for (int row = 0; row < taps.length; row++) {
            taps[row] = rows.taps(row);
            sources[row] = rows.sources(row, taps[row]);
        }
        this.sourceHeight = backward ? geometry.outputHeight() : geometry.height();
        this.sourceWidth = backward ? geometry.outputWidth() : geometry.width();
        this.targetWidth = columns.targets();
        this.kernelWidth = geometry.columns().kernel();
        this.channels = geometry.channels();
    }

    /// Lines of an image.
    int height() { return taps.length; }

    /// Elements of a line of targets.
    int size() { return targetWidth * channels; }

    /// The stretches of a line.
    ///
    /// @param sourceAt room for a place of each tap of the window; so is `weightAt`
    void visit(int line, int[] sourceAt, int[] weightAt, Work work) {
        int image = line / height(), row = line % height();
        for (Crossing.Stretch stretch : stretches) {
            int n = 0;
            for (int i = 0; i < taps[row].length; i++) {
                int start = (image * sourceHeight + sources[row][i]) * sourceWidth, weights = taps[row][i] * kernelWidth;
                for (int j = 0; j < stretch.taps().length; j++, n++) {
                    sourceAt[n] = (start + stretch.sources()[j]) * channels;
                    weightAt[n] = (weights + stretch.taps()[j]) * channels;
                }
            }
            work.run(stretch, n, sourceAt, weightAt);
        }
    }
}
