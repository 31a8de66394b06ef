package dev.lanewise.linalg.kernel;

/// The element-wise part of recurrent cells, one sequence at one time step.
public interface RecurrentKernels {

    /// One step of an LSTM after its products.
    ///
    /// `gates` holds the four pre-activations in the order i, f, c, o, `units` of each, and is replaced by
    /// `σ(i), σ(f), tanh(c), σ(o)`. Then `c = f·cBefore + i·c̃` and `h = o·tanh(c)`; `tanhC` keeps `tanh(c)` for the gradient.
    void lstmStep(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                  float[] c, int cFrom, float[] tanhC, int tanhCFrom, float[] h, int hFrom, int units);

    /// The gradient of [#lstmStep].
    ///
    /// `gates` holds the activated gates. `dc` holds ∂L/∂c from the later step and is replaced by ∂L/∂cBefore;
    /// `dGates` receives the gradients of the four pre-activations, and may be `gates` itself.
    void lstmStepGradient(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom, float[] tanhC, int tanhCFrom,
                          float[] dh, int dhFrom, float[] dc, int dcFrom, float[] dGates, int dGatesFrom, int units);

    /// One step of a GRU whose reset gate acts after the product.
    ///
    /// `gates` holds the pre-activations of z and r and the projected input of h, `units` of each, and `product` what the state gives the latter. The
    /// gates are replaced by `σ(z)`, `σ(r)` and `h̃ = tanh(gate + r · p)`, and the product by `p = product + bias`. Then `h = h̃ + z · (hBefore − h̃)`.
    void gruStep(float[] gates, int gatesFrom, float[] product, int productFrom, float[] bias, int biasFrom,
                 float[] hBefore, int hBeforeFrom, float[] h, int hFrom, int units);

    /// The gradient of [#gruStep].
    ///
    /// The activated gates are replaced by the gradients of what they were made of, the product by its gradient, and `dh` by the share of
    /// ∂L/∂hBefore that doesn't go through products, `dh · z`.
    void gruStepGradient(float[] gates, int gatesFrom, float[] product, int productFrom, float[] hBefore, int hBeforeFrom,
                         float[] dh, int dhFrom, int units);
}
