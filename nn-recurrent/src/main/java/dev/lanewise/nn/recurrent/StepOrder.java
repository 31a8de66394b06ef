package dev.lanewise.nn.recurrent;

import dev.lanewise.linalg.kernel.ElementKernels;

/// Where the rows of a sequence `[batch, time, width]` stand once they are sorted by step, `[time, batch, width]`.
///
/// @param backwards whether the last time is the first step
record StepOrder(int batch, int time, boolean backwards) {

    /// Whether both orders are the same.
    boolean isIdentity() { return batch == 1 && !backwards; }

    /// Copies every row of a sequence to its step.
    void sort(float[] sequence, int width, float[] steps) {
        for (int step = 0; step < time; step++) sort(sequence, width, step, steps, step * batch * width);
    }

    /// Copies the rows of one step.
    void sort(float[] sequence, int width, int step, float[] rows, int rowsFrom) {
        for (int sample = 0; sample < batch; sample++) {
            System.arraycopy(sequence, row(sample, step) * width, rows, rowsFrom + sample * width, width);
        }
    }

    /// Puts every row back into its sequence, `sequence = steps + beta · sequence`.
    void restore(ElementKernels kernels, float[] steps, int stepsFrom, int width, float beta, float[] sequence) {
        for (int step = 0; step < time; step++) {
            for (int sample = 0; sample < batch; sample++) {
                kernels.axpby(1, steps, stepsFrom + (step * batch + sample) * width, beta, sequence, row(sample, step) * width, width);
            }
        }
    }

    private int row(int sample, int step) { return sample * time + (backwards ? time - 1 - step : step); }
}
