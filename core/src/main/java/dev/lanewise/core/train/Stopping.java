package dev.lanewise.core.train;

import java.util.List;

/// When a training ends before its last epoch: once a figure has not improved for a while.
///
/// @param monitor the [column of the history][History] that is looked at
/// @param patience how many epochs may pass without an improvement, at least 1
/// @param minDelta by how much a figure must be better than the best one to count, at least 0
/// @param restoreBest whether the network has the weights of the best epoch in the end; Keras's default is not to
/// @see <a href="https://doi.org/10.1007/3-540-49430-8_3">Prechelt (1998)</a>
public record Stopping(String monitor, int patience, double minDelta, boolean restoreBest) {

    public Stopping {
        if (patience < 1) throw new IllegalArgumentException("Stopping: expected a patience ≥ 1, but got " + patience);
        if (!(minDelta >= 0)) throw new IllegalArgumentException("Stopping: expected a smallest improvement ≥ 0, but got " + minDelta);
    }

    /// After so many epochs in which the loss on the validation samples became no smaller, with the best epoch's weights.
    public static Stopping after(int patience) { return new Stopping("validation-loss", patience, 0, true); }

    public Stopping monitor(String column) { return new Stopping(column, patience, minDelta, restoreBest); }

    public Stopping minDelta(double minDelta) { return new Stopping(monitor, patience, minDelta, restoreBest); }

    public Stopping restoreBest(boolean restoreBest) { return new Stopping(monitor, patience, minDelta, restoreBest); }

    /// Whether the training is over.
    ///
    /// @throws IllegalArgumentException if there is no such column
    public boolean isOver(History history) { return history.epochs().size() - best(history) >= patience && best(history) > 0; }

    /// How many epochs there were until the last improvement; 0 before the first one, and while nothing but NaN was seen.
    int best(History history) {
        List<History.Epoch> epochs = history.epochs();
        int best = 0;
        for (int i = 0; i < epochs.size(); i++) {
            double figure = epochs.get(i).figure(monitor);
            if (Double.isNaN(figure)) continue;
            if (best == 0 || isImprovement(figure, epochs.get(best - 1).figure(monitor))) best = i + 1;
        }
        return best;
    }

    private boolean isImprovement(double figure, double best) {
        return History.isBetter(monitor, figure, best) && Math.abs(figure - best) > minDelta;
    }
}
