package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;

/// How much each target of a data set counts: the weight of its sample times that of its class.
///
/// @param classes a weight for each class, or none at all
/// @param samples whether the samples have weights
record Weighting(Dataset data, double[] classes, boolean samples) {

    static Weighting of(Dataset data, ClassWeights classes) { return new Weighting(data, classes.of(data), data.isWeighted()); }

    static Weighting none(Dataset data) { return new Weighting(data, new double[0], false); }

    boolean isNone() { return !samples && classes.length == 0; }

    /// What a sample has weights for: one for each of its targets where their classes decide, else a single one.
    Shape shape() { return classes.length > 0 ? data.schema().target().shape() : Shape.scalar(); }

    /// Writes the weights of a row to `to[toFrom …]`.
    ///
    /// @param targets the row's targets at `targetsFrom`
    void read(int row, float[] targets, int targetsFrom, float[] to, int toFrom) {
        double weight = data.weight(row);
        int n = shape().size();
        for (int i = 0; i < n; i++) to[toFrom + i] = (float) (weight * (classes.length > 0 ? ofClass(targets[targetsFrom + i]) : 1));
    }

    /// What is no class, such as a label to ignore, is left to the loss.
    private double ofClass(float target) { return target >= 0 && target < classes.length ? classes[(int) target] : 1; }
}
