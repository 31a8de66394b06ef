package dev.lanewise.core.image;

import dev.lanewise.core.Shape;
import java.util.Arrays;

/// Where the pixels of an image come from: a turned, enlarged, mirrored and moved copy around its middle.
///
/// Pixel `(y, x)` from the middle of the new image shows `(a·y + b·x + down, c·y + d·x + right)` of the old one, interpolated linearly between the middles of
/// pixels; what lies outside is 0.
///
/// @param matrix a, b, c, d
record Warp(Shape image, double[] matrix, int down, int right) {

    static Warp of(Shape image) { return new Warp(image, new double[] {1, 0, 0, 1}, 0, 0); }

    Warp mirrored() { return times(1, 0, 0, -1); }

    Warp moved(int down, int right) { return new Warp(image, matrix, down, right); }

    Warp turned(double degrees) {
        double angle = StrictMath.toRadians(degrees), sine = StrictMath.sin(angle), cosine = StrictMath.cos(angle);
        return times(cosine, -sine, sine, cosine);
    }

    Warp zoomed(double factor) { return times(1 / factor, 0, 0, 1 / factor); }

    private Warp times(double a, double b, double c, double d) {
        double[] product = {matrix[0] * a + matrix[1] * c, matrix[0] * b + matrix[1] * d, matrix[2] * a + matrix[3] * c, matrix[2] * b + matrix[3] * d};
        return new Warp(image, product, down, right);
    }

    void apply(float[] from, float[] to, int toFrom) {
        if (matrix[0] == 1 && matrix[1] == 0 && matrix[2] == 0 && Math.abs(matrix[3]) == 1) copy(from, to, toFrom);
        else interpolate(from, to, toFrom);
    }

    /// Whole pixels at other places.
    private void copy(float[] from, float[] to, int toFrom) {
        int height = image.extent(0), width = image.extent(1), channels = image.extent(2);
        Arrays.fill(to, toFrom, toFrom + image.size(), 0);
        for (int y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
            for (int x = 0; x < width; x++) {
                int fromX = (matrix[3] > 0 ? x : width - 1 - x) + right;
                if (fromX < 0 || fromX >= width) continue;
                int pixel = ((y + down) * width + fromX) * channels, at = toFrom + (y * width + x) * channels;
                for (int c = 0; c < channels; c++) to[at + c] = from[pixel + c];
            }
        }
    }

    private void interpolate(float[] from, float[] to, int toFrom) {
        int height = image.extent(0), width = image.extent(1), channels = image.extent(2);
        double middleY = (height - 1) / 2.0, middleX = (width - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromY = matrix[0] * (y - middleY) + matrix[1] * (x - middleX) + middleY + down;
                double fromX = matrix[2] * (y - middleY) + matrix[3] * (x - middleX) + middleX + right;
                pixel(from, fromY, fromX, to, toFrom + (y * width + x) * channels);
            }
        }
    }

    private void pixel(float[] from, double y, double x, float[] to, int at) {
        int channels = image.extent(2), top = (int) Math.floor(y), left = (int) Math.floor(x);
        float down = (float) (y - top), right = (float) (x - left);
        Arrays.fill(to, at, at + channels, 0);
        add(from, top, left, (1 - down) * (1 - right), to, at);
        if (right > 0) add(from, top, left + 1, (1 - down) * right, to, at);
        if (down > 0) add(from, top + 1, left, down * (1 - right), to, at);
        if (down > 0 && right > 0) add(from, top + 1, left + 1, down * right, to, at);
    }

    private void add(float[] from, int y, int x, float share, float[] to, int at) {
        int height = image.extent(0), width = image.extent(1), channels = image.extent(2);
        if (y < 0 || y >= height || x < 0 || x >= width) return;
        int pixel = (y * width + x) * channels;
        for (int c = 0; c < channels; c++) to[at + c] += share * from[pixel + c];
    }
}
