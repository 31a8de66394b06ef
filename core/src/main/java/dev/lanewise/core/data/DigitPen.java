package dev.lanewise.core.data;

/// Draws round, anti-aliased lines into a square grey image.
final class DigitPen {

    private final int size;
    private final float[] ink;                                // [size, size], 0 … 1

    DigitPen(int size) {
        this.size = size;
        this.ink = new float[size * size];
    }

    /// A polyline `x, y, x, y …` in pixels; (0, 0) is the middle of the pixel at the top left.
    void draw(double[] points, double radius) {
        for (int i = 2; i < points.length; i += 2) line(points[i - 2], points[i - 1], points[i], points[i + 1], radius);
    }

    float[] ink() { return ink; }

    private void line(double x0, double y0, double x1, double y1, double radius) {
        int top = pixel(Math.min(y0, y1) - radius - 1);
        int bottom = pixel(Math.max(y0, y1) + radius + 1);
        int left = pixel(Math.min(x0, x1) - radius - 1);
        int right = pixel(Math.max(x0, x1) + radius + 1);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                float cover = (float) Math.clamp(radius + 0.5 - distance(x, y, x0, y0, x1, y1), 0, 1);
                ink[y * size + x] = Math.max(ink[y * size + x], cover);
            }
        }
    }

    private int pixel(double position) { return (int) Math.clamp(Math.rint(position), 0, size - 1); }

    /// From a point to the nearest point of a line.
    private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - x0) * dx + (y - y0) * dy) / length, 0, 1);
        double ax = x0 + t * dx - x;
        double ay = y0 + t * dy - y;
        return Math.sqrt(ax * ax + ay * ay);
    }
}
