package dev.lanewise.nn.recurrent;

/// What a kind of recurrent layer does at each step of a [Sweep].
interface Cell {

    /// What the input projection adds to each row; empty for nothing.
    float[] shift();

    /// Once the inputs of all steps are projected.
    default void begin() { }

    /// Turns the projected inputs of a step and the states before it into the states after it.
    void forward(int step);

    /// Takes the gradient of the states after a step, in `carry`, and leaves there that of the states before it; the gradient of the
    /// projected inputs replaces them.
    void backward(int step, float[][] carry);

    /// Once the gradient has gone through all steps: the gradients of the cell's own weights.
    void finish();

    /// Gives its memory back.
    void release();
}
