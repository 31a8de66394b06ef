package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;

/// One handwriting: moves the points of the strokes from their box of 100 × 100 to where this hand would put them.
///
/// A slow wave bends the paper, so that lines wobble and strokes that meet still meet; then comes an affine map.
final class DigitHand {

    private static final double BOX = 100;

    private final double[] wave = new double[8];
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double centreX;
    private final double centreY;

    DigitHand(RandomStream random, int imageSize) {
        for (int i = 0; i < wave.length; i++) wave[i] = i < 4 ? random.uniform(-5.5, 5.5) : random.uniform(0, 2 * Math.PI);
        double height = imageSize * random.uniform(0.54, 0.74) / BOX;
        double width = height * random.uniform(0.55, 0.92);
        double angle = random.gaussian() * 0.13;
        double shear = random.gaussian() * 0.18;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        xx = cos * width;
        xy = -(cos * shear + sin) * height;
        yx = sin * width;
        yy = (cos - sin * shear) * height;
        centreX = (imageSize - 1) / 2.0 + random.gaussian() * 0.85;
        centreY = (imageSize - 1) / 2.0 + random.gaussian() * 0.85;
    }

    double[] write(double[] stroke) {
        double[] written = new double[stroke.length];
        for (int i = 0; i < stroke.length; i += 2) {
            double x = stroke[i] - BOX / 2 + bend(stroke[i], stroke[i + 1], 0);
            double y = stroke[i + 1] - BOX / 2 + bend(stroke[i + 1], stroke[i], 1);
            written[i] = centreX + xx * x + xy * y;
            written[i + 1] = centreY + yx * x + yy * y;
        }
        return written;
    }

    private double bend(double along, double across, int axis) {
        return wave[axis] * StrictMath.sin(across * (Math.PI / 70) + wave[4 + axis])
                + wave[2 + axis] * StrictMath.sin(along * (Math.PI / 50) + wave[6 + axis]);
    }
}
