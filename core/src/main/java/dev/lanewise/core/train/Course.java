package dev.lanewise.core.train;

import java.util.ArrayList;
import java.util.List;

/// How far a training is: steps made, the sums of the epoch that is going on, and the epochs before it.
final class Course {

    private final Order order;
    private long steps;
    private double loss;                                      // Σ loss · weight in this epoch
    private double weight;
    private List<History.Epoch> epochs = new ArrayList<>();

    Course(Order order) {
        this.order = order;
    }

    long steps() { return steps; }

    /// The number of the epoch that the next step belongs to.
    int epoch() { return order.epoch(steps); }

    boolean isAtBorder() { return steps % order.stepsPerEpoch() == 0; }

    boolean isComplete() { return steps >= order.steps(); }

    /// The mean loss of this epoch so far.
    double meanLoss() { return loss / weight; }

    double lossSum() { return loss; }

    double weightSum() { return weight; }

    int epochsEnded() { return epochs.size(); }

    /// The number of the epoch with the best loss, on the validation samples if there are any; 0 before the first one.
    int bestEpoch() {
        if (epochs.isEmpty()) return 0;
        String column = epochs.getFirst().figures().containsKey("validation-loss") ? "validation-loss" : "loss";
        return history().best(column).map(History.Epoch::number).orElse(0);
    }

    History history() { return new History(epochs); }

    /// One more step was made.
    ///
    /// @param weight how much its loss counts in the mean of the epoch
    void add(double loss, double weight) {
        steps++;
        this.loss += loss * weight;
        this.weight += weight;
    }

    void endEpoch(History.Epoch epoch) {
        epochs.add(epoch);
        loss = 0;
        weight = 0;
    }

    /// Goes on where another course stopped.
    void restore(long steps, double loss, double weight, History history) {
        this.steps = steps;
        this.loss = loss;
        this.weight = weight;
        this.epochs = new ArrayList<>(history.epochs());
    }
}
