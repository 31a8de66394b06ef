package dev.lanewise.nn.conv;

/// How pixels between pixels are made when images change their size.
///
/// Output `o` stands at `(o + ½) · input / outputs − ½` of the input, between the centres of its pixels, as in TensorFlow 2, PyTorch (`align_corners=False`) and
/// ONNX (`half_pixel`); what lies outside is taken for the pixel at the border.
///
/// | kind    | value |
/// |---------|-------|
/// | NEAREST | of the pixel that the output's centre lies in |
/// | LINEAR  | on the line between the two nearest pixels: bilinear for images |
/// | CUBIC   | on the cubic of Keys (1981) with `a = −0.75` through the four nearest |
public enum Interpolation {
    NEAREST, LINEAR, CUBIC;

    private static final double SHARPNESS = -0.75;

    /// What an axis of this extent has to be multiplied by to get `outputs`.
    Taps taps(int input, int outputs) {
        double scale = (double) input / outputs;
        return switch (this) {
            case NEAREST -> Taps.of(input, outputs, 1, (output, weights) -> one(weights, Math.min((int) Math.floor((output + 0.5) * scale), input - 1)));
            case LINEAR -> Taps.of(input, outputs, 2, (output, weights) -> linear((output + 0.5) * scale - 0.5, weights));
            case CUBIC -> Taps.of(input, outputs, 4, (output, weights) -> cubic((output + 0.5) * scale - 0.5, SHARPNESS, weights));
        };
    }

    static int one(double[] weights, int place) {
        weights[0] = 1;
        return place;
    }

    static int linear(double at, double[] weights) {
        int first = (int) Math.floor(at);
        weights[1] = at - first;
        weights[0] = 1 - weights[1];
        return first;
    }

    static int cubic(double at, double a, double[] weights) {
        int first = (int) Math.floor(at) - 1;
        for (int i = 0; i < 4; i++) weights[i] = keys(Math.abs(at - first - i), a);
        return first;
    }

    /// Keys's kernel at a distance from its centre.
    private static double keys(double d, double a) {
        if (d <= 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }
}
