package dev.lanewise.core.train;

import dev.lanewise.core.data.Dataset;

/// How raw inputs become what a network sees: `(x − shift) · scale` feature by feature, learned from the training data and kept in the
/// model, so that predicting needs nothing else.
///
/// @param shift one number a feature, or a single one for all
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
        BYTE
    }

    public static Scaling none() { return new Scaling(new float[] {0}, new float[] {1}); }

    static Scaling learn(Kind kind, Dataset data) {
        boolean image = data.schema().inputs().size() == 1 && data.schema().input().rank() == 3;
        return switch (kind) {
            case NONE -> none();
            case BYTE -> new Scaling(new float[] {0}, new float[] {1f / 255});
            case STANDARD -> standard(data);
            case AUTO -> image ? learn(Kind.BYTE, data) : data.schema().features().isEmpty() ? none() : standard(data);
        };
    }

    private static Scaling standard(Dataset data) {
        int n = data.schema().input().size();
        double[] mean = new double[n], squares = new double[n];
        float[] row = new float[n];
        for (int i = 0; i < data.size(); i++) {
            data.readInput(0, i, row, 0);
            for (int j = 0; j < n; j++) {                                       // Welford's update
                double d = row[j] - mean[j];
                mean[j] += d / (i + 1);
                squares[j] += d * (row[j] - mean[j]);
            }
        }
        float[] shift = new float[n], scale = new float[n];
        for (int j = 0; j < n; j++) {
            shift[j] = (float) mean[j];
            scale[j] = squares[j] == 0 ? 0 : (float) Math.sqrt(data.size() / squares[j]);
        }
        return new Scaling(shift, scale);
    }

    /// Scales `n` numbers of one sample in place.
    public void apply(float[] x, int from, int n) {
        if (shift.length == 1) {
            if (shift[0] == 0 && scale[0] == 1) return;
            for (int j = 0; j < n; j++) x[from + j] = (x[from + j] - shift[0]) * scale[0];
        } else {
            for (int j = 0; j < n; j++) x[from + j] = (x[from + j] - shift[j]) * scale[j];
        }
    }
}
