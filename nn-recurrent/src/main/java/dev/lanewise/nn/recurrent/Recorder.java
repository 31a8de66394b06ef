package dev.lanewise.nn.recurrent;

/// Looks on while a [Sweep] is at work.
interface Recorder {

    /// After the last step.
    void forward(Sweep sweep);

    /// Before the gradient goes through a step: `carry` holds the gradients of the states after it.
    void beforeStep(int step, float[][] carry);

    /// After the gradient went through a step: the gates hold the gradients of their pre-activations.
    void afterStep(int step, Sweep sweep);
}
