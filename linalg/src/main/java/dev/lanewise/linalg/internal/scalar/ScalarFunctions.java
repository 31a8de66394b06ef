package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.ElementFunction;

/// The values and derivatives of every [ElementFunction], in float64.
///
/// NaN gives NaN everywhere. At ±∞ a function and its derivative take their limits (`GELU(−∞) = −0`, `SILU'(∞) = 1`);
/// `SIN` and `COS` give NaN there. Signed zeros pass through the functions that are odd or linear at zero;
/// `RELU` and `RELU6` turn −0 into +0. Subnormal arguments are numbers like any other.
public final class ScalarFunctions {

    static final double SELU_SCALE = 1.0507009873554804934;
    static final double SELU_ALPHA = 1.6732632423543772848;
    static final double LEAK = 0.01f;
    private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double SIXTH = 1 / 6f;
    private static final double GELU_CUBIC = 0.044715;

    private ScalarFunctions() {
    }

    /// `f(x)`
    public static double value(ElementFunction f, double x) {
        return switch (f) {
            case IDENTITY -> x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case ABS -> Math.abs(x);
            case RECIPROCAL -> 1 / x;
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case ERF -> NormalDistribution.erf(x);
            case SIGMOID -> sigmoid(x);
            case HARD_SIGMOID -> Math.clamp(0.2f * x + 0.5, 0.0, 1.0);
            case HARD_SIGMOID6 -> hardGate(x);
            case HARD_SWISH -> gated(x, hardGate(x));
            case HARD_TANH -> Math.clamp(x, -1.0, 1.0);
            case LOG_SIGMOID -> -softplus(-x);
            case SQUARED_RELU -> Math.max(x, 0.0) * Math.max(x, 0.0);
            case RELU -> Math.max(x, 0.0);
            case RELU6 -> Math.max(0.0, Math.min(x, 6));
            case LEAKY_RELU -> x > 0 ? x : LEAK * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
            case GELU -> gated(x, NormalDistribution.cumulative(x));
            case GELU_TANH -> gated(x, sigmoid(2 * geluArgument(x)));
            case SILU -> gated(x, sigmoid(x));
            case MISH -> gated(x, Math.tanh(softplus(x)));
            case SOFTPLUS -> softplus(x);
            case SOFTSIGN -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x));
        };
    }

    /// `f'(x)`, where `y = f(x)`.
    public static double derivative(ElementFunction f, double x, double y) {
        return switch (f) {
            case IDENTITY -> 1;
            case EXP -> y;
            case LOG -> 1 / x;
            case SQRT -> 0.5 / y;
            case SQUARE -> 2 * x;
            case ABS -> Double.isNaN(x) ? x : x > 0 ? 1 : -1;
            case RECIPROCAL -> -y * y;
            case SIN -> Math.cos(x);
            case COS -> -Math.sin(x);
            case TANH -> 1 - y * y;
            case ERF -> NormalDistribution.erfSlope(x);
            case SIGMOID -> y * (1 - y);
            case HARD_SIGMOID -> Double.isNaN(x) ? x : y > 0 && y < 1 ? 0.2f : 0;
            case HARD_SIGMOID6 -> Double.isNaN(x) ? x : y > 0 && y < 1 ? SIXTH : 0;
            case HARD_SWISH -> Double.isNaN(x) ? x : x <= -3 ? 0 : x > 3 ? 1 : 2 * SIXTH * x + 0.5;
            case HARD_TANH -> Double.isNaN(x) ? x : x > -1 && x <= 1 ? 1 : 0;
            case LOG_SIGMOID -> sigmoid(-x);
            case SQUARED_RELU -> 2 * Math.max(x, 0.0);
            case RELU -> Double.isNaN(x) ? x : x > 0 ? 1 : 0;
            case RELU6 -> Double.isNaN(x) ? x : x > 0 && x <= 6 ? 1 : 0;
            case LEAKY_RELU -> Double.isNaN(x) ? x : x > 0 ? 1 : LEAK;
            case ELU -> Double.isNaN(x) ? x : x > 0 ? 1 : y + 1;
            case SELU -> Double.isNaN(x) ? x : x > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA;
            case GELU -> NormalDistribution.cumulative(x) + gated(x, NormalDistribution.density(x));
            case GELU_TANH -> geluTanhDerivative(x);
            case SILU -> siluDerivative(x);
            case MISH -> mishDerivative(x);
            case SOFTPLUS -> sigmoid(x);
            case SOFTSIGN -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
        };
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double hardGate(double x) {
        return Math.clamp(SIXTH * x + 0.5, 0.0, 1.0);
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// `x · gate`, where a closed gate beats an infinite `x`.
    private static double gated(double x, double gate) {
        return gate == 0 ? Math.copySign(0.0, x) : x * gate;
    }

    private static double geluArgument(double x) {
        return ROOT_TWO_OVER_PI * (x + GELU_CUBIC * x * x * x);
    }

    /// With `s = σ(2u)`, the gate of the tanh form: `s + x · 2s(1−s) · u'`.
    private static double geluTanhDerivative(double x) {
        double gate = sigmoid(2 * geluArgument(x));
        double closing = sigmoid(-2 * geluArgument(x));
        double slope = ROOT_TWO_OVER_PI * (1 + 3 * GELU_CUBIC * x * x);
        double bend = gate * closing;
        return gate + (bend == 0 ? 0 : x * 2 * bend * slope);
    }

    private static double siluDerivative(double x) {
        double gate = sigmoid(x);
        return gate + gated(x, gate * sigmoid(-x));
    }

    private static double mishDerivative(double x) {
        double gate = Math.tanh(softplus(x));
        return gate + gated(x, (1 - gate * gate) * sigmoid(x));
    }
}
