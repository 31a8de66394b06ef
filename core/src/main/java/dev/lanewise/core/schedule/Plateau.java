package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.model.Evaluation;

/// Less after epochs without progress: the factor is multiplied by `decay` when the metric was not better for more than `patience` epochs.
/// PyTorch's `ReduceLROnPlateau`.
///
/// ```java
/// .schedule(Plateau.of().monitor("validation-accuracy").patience(3))
/// ```
///
/// Better is a metric below `best · (1 − threshold)`, or for one that shall grow above `best · (1 + threshold)`. NaN is never better.
///
/// @param watched what shall become better
/// @param decay in `(0, 1)`
/// @param patience how many epochs in a row may be no better
/// @param threshold how much better counts, relative to the best
/// @param cooldown epochs after a decay that are not counted
/// @param floor the smallest factor
public record Plateau(Watched watched, double decay, int patience, double threshold, int cooldown, double floor) implements Schedule {

    public enum Goal { FALL, GROW }

    /// A figure of an epoch.
    ///
    /// @param column of the history of a training; empty for its loss, of the validation if there is one
    /// @param goal whether it shall fall, as a loss, or grow, as an accuracy
    public record Watched(String column, Goal goal) {

        /// Shares and scores shall grow, everything else shall fall.
        public static Watched of(String column) { return new Watched(column, Evaluation.isScore(column) ? Goal.GROW : Goal.FALL); }
    }

    public Plateau {
        Checks.require(decay > 0 && decay < 1, "Plateau", "a decay in (0, 1)", decay);
        Checks.require(patience >= 0, "Plateau", "patience ≥ 0", patience);
        Checks.share("Plateau", "a threshold", threshold);
        Checks.require(cooldown >= 0, "Plateau", "a cooldown ≥ 0", cooldown);
        Checks.share("Plateau", "a floor", floor);
    }

    /// For a loss, with PyTorch's constants: a tenth after more than 10 epochs that are not better by 0.01 %.
    public static Plateau of() { return new Plateau(Watched.of(""), 0.1, 10, 1e-4, 0, 0); }

    /// Watches another [column of the history][Schedule#monitor()], which shall grow if it is a share or a score.
    public Plateau monitor(String column) { return new Plateau(Watched.of(column), decay, patience, threshold, cooldown, floor); }

    public Plateau goal(Goal goal) { return new Plateau(new Watched(watched.column, goal), decay, patience, threshold, cooldown, floor); }

    public Plateau decay(double decay) { return new Plateau(watched, decay, patience, threshold, cooldown, floor); }

    public Plateau patience(int patience) { return new Plateau(watched, decay, patience, threshold, cooldown, floor); }

    public Plateau threshold(double threshold) { return new Plateau(watched, decay, patience, threshold, cooldown, floor); }

    public Plateau cooldown(int cooldown) { return new Plateau(watched, decay, patience, threshold, cooldown, floor); }

    public Plateau floor(double floor) { return new Plateau(watched, decay, patience, threshold, cooldown, floor); }

    @Override public String monitor() { return watched.column; }

    @Override public Session start(Horizon horizon) { return new Watch(this); }

    @Override public Options describe() {
        return Schedules.named("plateau").with("monitor", watched.column).with("goal", watched.goal).with("decay", decay).with("patience", patience).with("threshold", threshold)
                .with("cooldown", cooldown).with("floor", floor);
    }

    static Plateau from(Options options) {
        Watched usual = Watched.of(options.text("monitor", ""));
        return new Plateau(new Watched(usual.column, options.choice("goal", usual.goal)), options.number("decay", 0.1), options.integer("patience", 10), options.number("threshold", 1e-4),
                options.integer("cooldown", 0), options.number("floor", 0));
    }

    private static final class Watch implements Session {

        private final Plateau plateau;
        private double factor = 1;
        private double best;
        private int bad;
        private int cooling;

        Watch(Plateau plateau) {
            this.plateau = plateau;
            this.best = plateau.watched.goal == Goal.FALL ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }

        @Override public double factor(long step) { return factor; }

        @Override public void epochEnded(double metric) {
            boolean better = plateau.watched.goal == Goal.FALL ? metric < best * (1 - plateau.threshold) : metric > best * (1 + plateau.threshold);
            if (better) best = metric;
            bad = better || cooling > 0 ? 0 : bad + 1;
            if (cooling > 0) cooling--;
            if (bad <= plateau.patience) return;
            factor = Math.max(plateau.floor, factor * plateau.decay);
            cooling = plateau.cooldown;
            bad = 0;
        }

        @Override public double[] state() { return new double[] {factor, best, bad, cooling}; }

        @Override public void restore(double[] state) {
            if (state.length != 4) throw new IllegalArgumentException("Plateau: expected a state of 4 numbers, but got " + state.length);
            factor = state[0];
            best = state[1];
            bad = (int) state[2];
            cooling = (int) state[3];
        }
    }
}
