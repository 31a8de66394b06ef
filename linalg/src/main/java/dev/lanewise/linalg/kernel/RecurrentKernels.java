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
    /// `dGates` receives the gradients of the four pre-activations.
    void lstmStepGradient(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom, float[] tanhC, int tanhCFrom,
                          float[] dh, int dhFrom, float[] dc, int dcFrom, float[] dGates, int dGatesFrom, int units);
}
