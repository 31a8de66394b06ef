package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;

/// How much is thought to stand around an image: zeros for a convolution, nothing at all for pooling.
///
/// | kind     | meaning |
/// |----------|---------|
/// | VALID    | nothing: the window stays inside the image |
/// | SAME     | as much as makes `⌈input / stride⌉` outputs; an odd rest goes to the bottom and the right, as in TensorFlow |
/// | CAUSAL   | all that the window reaches, above and to the left: an output sees no later input, as in Keras and WaveNet |
/// | EXPLICIT | the four numbers, as in PyTorch and ONNX |
///
/// @param top rows above the image; this and the others are 0 unless the kind is EXPLICIT
public record Padding(Kind kind, int top, int bottom, int left, int right) {

    public enum Kind { VALID, SAME, CAUSAL, EXPLICIT }

    public static final Padding VALID = new Padding(Kind.VALID, 0, 0, 0, 0);

    public static final Padding SAME = new Padding(Kind.SAME, 0, 0, 0, 0);

    public static final Padding CAUSAL = new Padding(Kind.CAUSAL, 0, 0, 0, 0);

    public Padding {
        if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
            throw new IllegalArgumentException("Padding: expected numbers ≥ 0, but got " + top + ", " + bottom + ", " + left + ", " + right);
        }
        if (kind != Kind.EXPLICIT && top + bottom + left + right > 0) {
            throw new IllegalArgumentException("Padding: expected numbers for explicit padding only, but the kind is " + kind);
        }
    }

    /// The same number of rows and columns on every side.
    public static Padding of(int everywhere) { return of(everywhere, everywhere, everywhere, everywhere); }

    public static Padding of(int top, int bottom, int left, int right) { return new Padding(Kind.EXPLICIT, top, bottom, left, right); }

    /// An option that holds `valid`, `same`, `causal`, a number, or an object with the components of this record.
    static Padding read(Options options, String name) {
        return switch (options.value(name).orElse("valid")) {
            case String _ -> new Padding(options.choice(name, Kind.VALID), 0, 0, 0, 0);
            case Options _ -> read(options.options(name));
            default -> of(options.integer(name));
        };
    }

    private static Padding read(Options numbers) {
        return new Padding(numbers.choice("kind", Kind.EXPLICIT), numbers.integer("top", 0), numbers.integer("bottom", 0),
                numbers.integer("left", 0), numbers.integer("right", 0));
    }

    /// `valid`, `same`, `causal`, `padding 1`, `padding 1 0 1 0` (top, bottom, left, right)
    @Override public String toString() {
        return switch (kind) {
            case VALID -> "valid";
            case SAME -> "same";
            case CAUSAL -> "causal";
            case EXPLICIT -> equals(of(top)) ? "padding " + top : "padding " + top + " " + bottom + " " + left + " " + right;
        };
    }
}
