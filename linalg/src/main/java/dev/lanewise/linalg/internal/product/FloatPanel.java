package dev.lanewise.linalg.internal.product;

/// Columns `column …` and depths `from …` of a packed right factor in float32: one block of the depth after another, strip by strip.
public record FloatPanel(int column, int columns, int from, int depth, int depthBlock, float[] packed) {

    /// Where the strip of column j, counted from the first, begins in the block of depth p.
    int at(int j, int p, int width) {
        return p * Blocks.padded(columns, width) + j * Math.min(depthBlock, depth - p);
    }
}
