package dev.lanewise.core.schedule;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.util.Arrays;

/// How the learning rate changes during a training, as a description: the factor on it, step by step.
///
/// A factor of 1 leaves the optimiser's learning rate as it is. Most schedules are functions of the step alone; one that looks at a
/// metric keeps a state, which a checkpoint can save.
public interface Schedule {

    /// The schedule at the beginning of a training of this length.
    Session start(Horizon horizon);

    /// The column of the history whose figure [Session#epochEnded] is told; without a name the loss, of the validation if there is one.
    default String monitor() { return ""; }

    /// The learning rate as it is.
    static Schedule constant() { return new ConstantRate(1); }

    /// What a file holds of it; [Schedules#create] makes an equal schedule of it.
    ///
    /// @throws DataException if no file can hold it
    default Options describe() { throw new DataException(this + ": expected a schedule with a description, because a file is to hold it, but it has none"); }

    /// A schedule at work.
    @FunctionalInterface
    interface Session {

        /// The factor on the learning rate.
        ///
        /// @param step counted from 0; any step may be asked for, in any order
        double factor(long step);

        /// Takes note of the figure that the schedule [monitors][Schedule#monitor()], after an epoch.
        default void epochEnded(double metric) { }

        /// What it remembers of the metrics, infinities included: [#restore] of it in a fresh session goes on as if nothing had happened.
        default double[] state() { return new double[0]; }

        /// Takes over what another session of the same schedule remembered.
        ///
        /// @throws IllegalArgumentException if the state is not one of this schedule
        default void restore(double[] state) {
            if (state.length != 0) throw new IllegalArgumentException("Schedule.restore: expected no numbers, but got " + Arrays.toString(state) + ". The state belongs to another schedule");
        }
    }
}
