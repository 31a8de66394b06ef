package dev.lanewise.nn.dense;

import java.util.List;

/// Weights of a perceptron that decide together.
///
/// @param rows rows of weights in each machine, each with the bias at its end
/// @param machines weights `[rows, features + 1]`, at least one
/// @param votes of each machine
/// @param voting whether machines vote for answers; else there is one, and its weighted sums count
record Voters(int rows, List<double[]> machines, List<Long> votes, boolean voting) {

    static Voters single(int rows, double[] machine) { return new Voters(rows, List.of(machine), List.of(1L), false); }

    double[] machine() { return machines.getFirst(); }

    /// Writes one number a row: the weighted sums, or the share of votes for less the share of votes against.
    void decide(double[] x, double[] to, int from) {
        if (!voting) {
            for (int k = 0; k < rows; k++) to[from + k] = sum(machine(), k, x);
            return;
        }
        long all = votes.stream().mapToLong(Long::longValue).sum();
        for (int m = 0; m < machines.size(); m++) vote(machines.get(m), (double) votes.get(m) / all, x, to, from);
    }

    private void vote(double[] machine, double share, double[] x, double[] to, int from) {
        if (rows == 1) {
            to[from] += sum(machine, 0, x) >= 0 ? share : -share;
            return;
        }
        int best = 0;
        for (int k = 1; k < rows; k++) if (sum(machine, k, x) > sum(machine, best, x)) best = k;
        for (int k = 0; k < rows; k++) to[from + k] += k == best ? share : -share;
    }

    private static double sum(double[] w, int row, double[] x) {
        int from = row * (x.length + 1);
        double z = 0;
        for (int j = 0; j < x.length; j++) z += w[from + j] * x[j];
        return z + w[from + x.length];
    }
}
