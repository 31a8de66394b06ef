package dev.lanewise.core.tensor;

import dev.lanewise.linalg.kernel.ElementFunction;

/// The function of each element that a layer ends with.
///
/// One with numbers of its own is a [Curve] of [Activations]; a new one is a layer: see the plug-in guide in CONTRIBUTING.md.
public enum Activation {
    IDENTITY(ElementFunction.IDENTITY, true),
    RELU(ElementFunction.RELU, true),
    RELU6(ElementFunction.RELU6, false),
    /// `x` if positive, else `0.01x` (PyTorch's slope; Keras's layer has 0.3)
    LEAKY_RELU(ElementFunction.LEAKY_RELU, true),
    ELU(ElementFunction.ELU, false),
    SELU(ElementFunction.SELU, false),
    TANH(ElementFunction.TANH, true),
    SIGMOID(ElementFunction.SIGMOID, true),
    /// `clip(0.2x + 0.5, 0, 1)`, that of Keras 2
    HARD_SIGMOID(ElementFunction.HARD_SIGMOID, false),
    /// `clip(x/6 + 0.5, 0, 1)`, that of PyTorch and Keras 3
    HARD_SIGMOID6(ElementFunction.HARD_SIGMOID6, false),
    HARD_SWISH(ElementFunction.HARD_SWISH, false),
    HARD_TANH(ElementFunction.HARD_TANH, false),
    LOG_SIGMOID(ElementFunction.LOG_SIGMOID, false),
    SQUARED_RELU(ElementFunction.SQUARED_RELU, false),
    /// The exact form, with the normal distribution function
    GELU(ElementFunction.GELU, false),
    GELU_TANH(ElementFunction.GELU_TANH, false),
    SILU(ElementFunction.SILU, false),
    MISH(ElementFunction.MISH, false),
    SOFTPLUS(ElementFunction.SOFTPLUS, false),
    SOFTSIGN(ElementFunction.SOFTSIGN, false),
    EXPONENTIAL(ElementFunction.EXP, false);

    private final ElementFunction function;
    private final boolean gradientFromOutput;

    Activation(ElementFunction function, boolean gradientFromOutput) {
        this.function = function;
        this.gradientFromOutput = gradientFromOutput;
    }

    public ElementFunction function() { return function; }

    /// Whether the gradient can be taken when the input was overwritten by the output: the kernel gets the output as both.
    public boolean gradientFromOutput() { return gradientFromOutput; }

    public Tensor of(Tensor x) { return this == IDENTITY ? x : x.map(function); }
}
