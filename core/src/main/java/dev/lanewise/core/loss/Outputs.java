package dev.lanewise.core.loss;

/// What the outputs of a network are that says classes.
public enum Outputs {
    /// Any numbers: the loss applies softmax or sigmoid itself, in one with the logarithm, which is exact however large they are.
    LOGITS,
    /// Numbers in 0 … 1, from a network that ends with softmax or sigmoid. They are kept at least 1e-7 away from where the
    /// logarithm is infinite, as in Keras; further out there is no gradient.
    PROBABILITIES,
    /// The logarithms of probabilities, from a network that ends with a log-softmax.
    LOG_PROBABILITIES
}
