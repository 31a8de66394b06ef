package dev.lanewise.linalg.kernel;

/// A function of one number that [ElementKernels] apply to whole ranges, together with its derivative.
///
/// The derivative at a kink is the one from the left: `relu'(0) = 0`.
public enum ElementFunction {
    /// `x`
    IDENTITY,
    /// `eˣ`
    EXP,
    /// `ln x`
    LOG,
    /// `√x`
    SQRT,
    /// `x²`
    SQUARE,
    /// `|x|`
    ABS,
    /// `1/x`
    RECIPROCAL,
    /// `sin x`
    SIN,
    /// `cos x`
    COS,
    /// `tanh x`
    TANH,
    /// `2/√π ∫₀ˣ e^(−t²) dt`, the error function
    ERF,
    /// `1 / (1 + e⁻ˣ)`
    SIGMOID,
    /// `clip(0.2x + 0.5, 0, 1)`, Keras 2's hard sigmoid
    HARD_SIGMOID,
    /// `clip(x/6 + 0.5, 0, 1)`, the hard sigmoid of PyTorch and Keras 3
    HARD_SIGMOID6,
    /// `x · clip(x/6 + 0.5, 0, 1)`
    HARD_SWISH,
    /// `clip(x, −1, 1)`
    HARD_TANH,
    /// `−ln(1 + e⁻ˣ)`
    LOG_SIGMOID,
    /// `max(x, 0)²`
    SQUARED_RELU,
    /// `max(x, 0)`
    RELU,
    /// `max(0, min(x, 6))`
    RELU6,
    /// `x` if positive, else `0.01x`
    LEAKY_RELU,
    /// `x` if positive, else `eˣ − 1`
    ELU,
    /// `1.0507… · (x` if positive, else `1.6733… (eˣ − 1))`
    SELU,
    /// `x · Φ(x)` with the exact normal distribution function
    GELU,
    /// The tanh approximation of [#GELU]
    GELU_TANH,
    /// `x · sigmoid(x)`, also called swish
    SILU,
    /// `x · tanh(softplus(x))`
    MISH,
    /// `ln(1 + eˣ)`
    SOFTPLUS,
    /// `x / (1 + |x|)`
    SOFTSIGN
}
