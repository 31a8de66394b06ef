package dev.lanewise.images;

/// Another number of pixels along one axis: each is a mean of the old ones near its place, weighted by a triangle.
///
/// The triangle reaches one old pixel to each side where the picture grows, which is linear interpolation, and one new pixel where it
/// shrinks, so that every old pixel counts.
///
/// @param first of the old pixels that a new one sees
/// @param weights of these, which sum to 1
record Stretch(int[] first, float[][] weights) {

    static Stretch of(int from, int to) {
        int[] first = new int[to];
        float[][] weights = new float[to][];
        double scale = (double) from / to, reach = Math.max(1, scale);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) Math.round(centre - reach));
            int end = Math.min(from, (int) Math.round(centre + reach));
            weights[i] = triangle(first[i], Math.max(first[i] + 1, end), centre, reach);
        }
        return new Stretch(first, weights);
    }

    private static float[] triangle(int from, int to, double centre, double reach) {
        double[] heights = new double[to - from];
        double sum = 0;
        for (int j = from; j < to; j++) sum += heights[j - from] = Math.max(1e-9, 1 - Math.abs(j + 0.5 - centre) / reach);
        float[] weights = new float[heights.length];
        for (int j = 0; j < weights.length; j++) weights[j] = (float) (heights[j] / sum);
        return weights;
    }

    /// The bytes of a picture in another size: first across, then down.
    static byte[] of(Pixels picture, int height, int width) {
        int channels = picture.channels();
        float[] wide = new float[picture.height() * width * channels];
        Stretch across = of(picture.width(), width), down = of(picture.height(), height);
        for (int y = 0; y < picture.height(); y++) across.row(picture, y, wide);
        byte[] to = new byte[height * width * channels];
        for (int y = 0; y < height; y++) down.mix(y, wide, width * channels, to);
        return to;
    }

    private void row(Pixels picture, int y, float[] to) {
        int channels = picture.channels(), from = y * picture.width() * channels, at = y * first.length * channels;
        for (int x = 0; x < first.length; x++) {
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int j = 0; j < weights[x].length; j++) sum += weights[x][j] * Byte.toUnsignedInt(picture.values()[from + (first[x] + j) * channels + c]);
                to[at + x * channels + c] = sum;
            }
        }
    }

    private void mix(int y, float[] rows, int length, byte[] to) {
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int j = 0; j < weights[y].length; j++) sum += weights[y][j] * rows[(first[y] + j) * length + i];
            to[y * length + i] = (byte) Math.clamp(Math.round(sum), 0, 255);
        }
    }
}
