package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activations;
import dev.lanewise.core.tensor.Curve;
import java.util.Locale;

/// An activation with numbers of its own; those without are [Activate].
///
/// Any shape in, the same shape out. The formulas stand at [Activations].
///
/// @param form which function
/// @param first the slope, alpha, beta, lambda, threshold or lower limit
/// @param second the value below the threshold or the upper limit; 0 for functions with one number
public record Parametric(Form form, double first, double second) implements Layer {

    /// The functions that there are.
    public enum Form { LEAKY_RELU, ELU, CELU, SOFTPLUS, SOFT_SHRINK, HARD_SHRINK, THRESHOLD, HARD_TANH, HARD_SIGMOID }

    public Parametric {
        boolean positive = form == Form.CELU || form == Form.SOFTPLUS;
        if (!Double.isFinite(first) || !Double.isFinite(second) || positive && first == 0) {
            throw new IllegalArgumentException("Parametric: expected finite numbers" + (positive ? " but 0" : "") + ", but got " + first + " and " + second);
        }
        if (form == Form.HARD_TANH && first > second) throw new IllegalArgumentException("Parametric: expected low ≤ high, but got " + first + " and " + second);
    }

    public static Parametric leakyRelu(double slope) { return new Parametric(Form.LEAKY_RELU, slope, 0); }

    public static Parametric elu(double alpha) { return new Parametric(Form.ELU, alpha, 0); }

    public static Parametric celu(double alpha) { return new Parametric(Form.CELU, alpha, 0); }

    public static Parametric softplus(double beta) { return new Parametric(Form.SOFTPLUS, beta, 0); }

    public static Parametric softShrink(double lambda) { return new Parametric(Form.SOFT_SHRINK, lambda, 0); }

    public static Parametric hardShrink(double lambda) { return new Parametric(Form.HARD_SHRINK, lambda, 0); }

    public static Parametric threshold(double threshold, double value) { return new Parametric(Form.THRESHOLD, threshold, value); }

    public static Parametric hardTanh(double low, double high) { return new Parametric(Form.HARD_TANH, low, high); }

    public static Parametric hardSigmoid(double slope, double shift) { return new Parametric(Form.HARD_SIGMOID, slope, shift); }

    public Curve curve() {
        return switch (form) {
            case LEAKY_RELU -> Activations.leakyRelu(first);
            case ELU -> Activations.elu(first);
            case CELU -> Activations.celu(first);
            case SOFTPLUS -> Activations.softplus(first);
            case SOFT_SHRINK -> Activations.softShrink(first);
            case HARD_SHRINK -> Activations.hardShrink(first);
            case THRESHOLD -> Activations.threshold(first, second);
            case HARD_TANH -> Activations.hardTanh(first, second);
            case HARD_SIGMOID -> Activations.hardSigmoid(first, second);
        };
    }

    @Override public Shape outputShape(Shape input) { return input; }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(curve()::of); }

    /// `Parametric(leaky_relu, 0.3)`
    @Override public String toString() {
        boolean two = form == Form.THRESHOLD || form == Form.HARD_TANH || form == Form.HARD_SIGMOID;
        return "Parametric(" + form.name().toLowerCase(Locale.ROOT) + ", " + first + (two ? ", " + second : "") + ")";
    }
}
