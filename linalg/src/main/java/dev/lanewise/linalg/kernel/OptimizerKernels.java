package dev.lanewise.linalg.kernel;

/// One optimiser step over a range of weights `w` with gradients `g`. `decay` is the share that a
/// weight loses beside the gradient; it is no factor `1 − decay`, which float32 would round to a few digits of the decay.
/// What is kept from step to step (`v`, `m`) becomes zero where it would be subnormal, as do squares of gradients: a moment of a dead unit decays
/// until it is, for ever after, and processors take a hundred times as long for such numbers.
public interface OptimizerKernels {

    /// `v = momentum · v + fresh · g`; `w −= decay · w + rate · (nesterov ? g + momentum · v : v)`.
    void sgd(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
             float rate, float momentum, float fresh, boolean nesterov, float decay);

    /// `m = β₁m + (1−β₁)g`; `v = β₂v + (1−β₂)g²`; `w −= decay · w + rate · m / (√v · rootScale + epsilon)`.
    ///
    /// The caller folds the bias corrections in: for the paper's form `rate = η/(1−β₁ᵗ)` and `rootScale = 1/√(1−β₂ᵗ)`;
    /// for Keras's form `rate = η√(1−β₂ᵗ)/(1−β₁ᵗ)` and `rootScale = 1`.
    void adam(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, int n,
              float rate, float rootScale, float beta1, float beta2, float epsilon, float decay);

    /// [#adam] that divides by the largest `v` so far: `u = max(u, v)` stands below the root. NaN wins.
    void amsgrad(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, float[] v, int vFrom, float[] u, int uFrom, int n,
                 float rate, float rootScale, float beta1, float beta2, float epsilon, float decay);

    /// `w −= decay · w + rate · sign(β₁m + (1−β₁)g)`; `m = β₂m + (1−β₂)g`. The sign of 0 is 0, that of NaN is NaN.
    void lion(float[] w, int wFrom, float[] g, int gFrom, float[] m, int mFrom, int n,
              float rate, float beta1, float beta2, float decay);

    /// `v = old · v + fresh · g²`; `w −= decay · w + rate · g / (√(v + inside) + outside)`: RMSprop for `old + fresh = 1`, Adagrad where both are 1.
    void rmsprop(float[] w, int wFrom, float[] g, int gFrom, float[] v, int vFrom, int n,
                 float rate, float old, float fresh, float inside, float outside, float decay);
}
