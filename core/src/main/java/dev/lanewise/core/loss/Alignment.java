package dev.lanewise.core.loss;

import java.util.Arrays;

/// All ways to align one target with the steps: labels with an optional blank before, between and after them.
///
/// State `2i + 1` is label `i`, even ones are blanks. `forward[t][s]` is the logarithm of the probability of all beginnings of `t + 1` steps that end
/// in state `s`, `backward[s]` of all ends that begin there; both count the step itself.
final class Alignment {

    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final int[] labels;
    private final int blank;
    private final int steps;
    private final int classes;
    private final int states;

    Alignment(int[] labels, int blank, int steps, int classes) {
        this.labels = labels;
        this.blank = blank;
        this.steps = steps;
        this.classes = classes;
        this.states = 2 * labels.length + 1;
    }

    /// `−ln p(labels)`; replaces the logarithms of probabilities of this sample, which begin at `at`, by the gradient of the logits.
    double run(float[] logs, int at) {
        if (steps == 0) return 0;
        double[] forward = forward(logs, at);
        double last = forward[steps * states - 1], total = states == 1 ? last : sum(last, forward[steps * states - 2], NEVER);
        double[] backward = new double[states], occupied = new double[classes];
        for (int t = steps - 1; t >= 0; t--) {
            int row = at + t * classes;
            if (t == steps - 1) end(backward, logs, row);
            else back(backward, logs, row);
            Arrays.fill(occupied, 0);
            for (int s = 0; s < states; s++) {
                double both = forward[t * states + s] + backward[s];
                if (both > NEVER) occupied[label(s)] += Math.exp(both - logs[row + label(s)] - total);
            }
            for (int k = 0; k < classes; k++) logs[row + k] = (float) (Math.exp(logs[row + k]) - occupied[k]);
        }
        return -total;
    }

    private int label(int state) { return state % 2 == 0 ? blank : labels[state / 2]; }

    /// Whether the blank between two labels may be left out: only if they differ.
    private boolean skips(int from, int to) { return to % 2 == 1 && from >= 0 && labels[from / 2] != labels[to / 2]; }

    private double[] forward(float[] logs, int at) {
        double[] forward = new double[steps * states];
        Arrays.fill(forward, 0, states, NEVER);
        for (int s = 0; s < Math.min(2, states); s++) forward[s] = logs[at + label(s)];
        for (int t = 1; t < steps; t++) {
            int before = (t - 1) * states;
            for (int s = 0; s < states; s++) {
                double one = s > 0 ? forward[before + s - 1] : NEVER, two = skips(s - 2, s) ? forward[before + s - 2] : NEVER;
                forward[t * states + s] = sum(forward[before + s], one, two) + logs[at + t * classes + label(s)];
            }
        }
        return forward;
    }

    private void end(double[] backward, float[] logs, int row) {
        Arrays.fill(backward, NEVER);
        for (int s = Math.max(0, states - 2); s < states; s++) backward[s] = logs[row + label(s)];
    }

    private void back(double[] backward, float[] logs, int row) {
        for (int s = 0; s < states; s++) {
            double one = s + 1 < states ? backward[s + 1] : NEVER, two = s + 2 < states && skips(s, s + 2) ? backward[s + 2] : NEVER;
            backward[s] = sum(backward[s], one, two) + logs[row + label(s)];
        }
    }

    /// `ln(eᵃ + eᵇ + eᶜ)`
    private static double sum(double a, double b, double c) {
        double max = Math.max(a, Math.max(b, c));
        return max == NEVER ? NEVER : max + Math.log(Math.exp(a - max) + Math.exp(b - max) + Math.exp(c - max));
    }
}
