package dev.lanewise.core.loss;

import java.util.List;

/// Checks of what a loss is told.
final class Settings {

    private Settings() { }

    static void requireSmoothing(String owner, double smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) throw new IllegalArgumentException(owner + ": expected a smoothing in [0, 1), but got " + smoothing);
    }

    static void requireWeights(String owner, List<Double> weights) {
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException(owner + ": expected class weights ≥ 0, but got " + weights);
        }
    }
}
