package dev.lanewise.linalg.kernel;

/// One optimiser step over a range of weights `w` with gradients `g`.
public interface OptimizerKernels {

    /// `v = momentum · v + g`; `w −= rate · (nesterov ? g + momentum · v : v)`.
    void sgd(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
             float rate, float momentum, boolean nesterov);

    /// `m = β₁m + (1−β₁)g`; `v = β₂v + (1−β₂)g²`; `w −= rate · m / (√v · rootScale + epsilon)`.
    ///
    /// The caller folds the bias corrections in: for the paper's form `rate = η/(1−β₁ᵗ)` and `rootScale = 1/√(1−β₂ᵗ)`;
    /// for Keras's form `rate = η√(1−β₂ᵗ)/(1−β₁ᵗ)` and `rootScale = 1`.
    void adam(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, int n,
              float rate, float rootScale, float beta1, float beta2, float epsilon);
}
