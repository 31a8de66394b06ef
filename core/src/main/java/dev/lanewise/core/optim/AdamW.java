package dev.lanewise.core.optim;

/// [Adam] with a weight decay beside the gradient: what the field calls AdamW.
///
/// @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov & Hutter (2019)</a>
public final class AdamW {

    private AdamW() { }

    /// PyTorch's: [Adam#of] with a decay of 0.01.
    public static DecoupledDecay of(double learningRate) { return DecoupledDecay.of(Adam.of(learningRate), 0.01); }

    /// Keras's: [Adam#keras] with a decay of 0.004.
    public static DecoupledDecay keras(double learningRate) { return DecoupledDecay.of(Adam.keras(learningRate), 0.004); }
}
