package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;

/// How raw inputs become what a network sees: `(x − shift) · scale` feature by feature, learned from the training data and kept in the
/// model, so that predicting needs nothing else.
///
/// @param shift one number a feature, one for each entry of the last axis (a channel of images), or a single one for all
/// @param scale as many
public record Scaling(float[] shift, float[] scale) {

    /// What to learn from the data.
    public enum Kind {
        /// Images by their range (grey levels / 255), the columns of a table by mean and standard deviation, anything else not at all
        AUTO,
        NONE,
        /// Mean 0 and standard deviation 1 for each feature; a constant feature becomes 0
        STANDARD,
        /// Divided by 255
        BYTE,
        /// Mean 0 and standard deviation 1 for each entry of the last axis, over all the others: for each channel of images
        CHANNEL
    }

    public static Scaling none() { return new Scaling(new float[] {0}, new float[] {1}); }

    static Scaling learn(Kind kind, Dataset data) {
        boolean image = data.schema().inputs().size() == 1 && data.schema().input().rank() == 3;
        return switch (kind) {
            case NONE -> none();
            case BYTE -> new Scaling(new float[] {0}, new float[] {1f / 255});
            case STANDARD -> standard(data);
            case CHANNEL -> channels(data);
            case AUTO -> image ? learn(Kind.BYTE, data) : data.schema().features().isEmpty() ? none() : standard(data);
        };
    }

    private static Scaling standard(Dataset data) { return standard(data, data.schema().input().size()); }

    private static Scaling channels(Dataset data) {
        Shape sample = data.schema().input();
        return standard(data, sample.rank() == 0 || sample.size() == 0 ? 1 : sample.last());
    }

    /// Means and deviations of every `period`-th feature together.
    private static Scaling standard(Dataset data, int period) {
        int n = data.schema().input().size();
        double[] mean = new double[period], squares = new double[period];
        long[] seen = new long[period];
        float[] row = new float[n];
        for (int i = 0; i < data.size(); i++) {
            data.readInput(0, i, row, 0);
            for (int j = 0; j < n; j++) {                                       // Welford's update
                int k = j % period;
                double d = row[j] - mean[k];
                mean[k] += d / ++seen[k];
                squares[k] += d * (row[j] - mean[k]);
            }
        }
        float[] shift = new float[period], scale = new float[period];
        for (int k = 0; k < period; k++) {
            shift[k] = (float) mean[k];
            scale[k] = squares[k] == 0 ? 0 : (float) Math.sqrt(seen[k] / squares[k]);
        }
        return new Scaling(shift, scale);
    }

    /// Scales `n` numbers of one sample in place.
    public void apply(float[] x, int from, int n) {
        if (shift.length == 1) {
            if (shift[0] == 0 && scale[0] == 1) return;
            for (int j = 0; j < n; j++) x[from + j] = (x[from + j] - shift[0]) * scale[0];
        } else {
            for (int j = 0; j < n; j += shift.length) {
                for (int k = 0; k < shift.length; k++) x[from + j + k] = (x[from + j + k] - shift[k]) * scale[k];
            }
        }
    }
}
