package dev.lanewise.core;

/// How far a piece of long work has come.
///
/// @param task what is going on, in a word or two: `epoch 2 of 5`
/// @param done units finished
/// @param total units in all, 0 if nobody knows
/// @param unit what is counted, in the plural: `samples`
/// @param loss what is being made small, as it stands; NaN if nothing is
public record Progress(String task, long done, long total, String unit, double loss) {

    /// Hears of progress; called from the working thread, so it should be quick.
    @FunctionalInterface
    public interface Listener {
        void onProgress(Progress progress);

        /// Hears a sentence about something that went otherwise than expected and does not end the work. Who doesn't listen reads it in the log.
        default void onNotice(String sentence) { System.getLogger("dev.lanewise.core").log(System.Logger.Level.WARNING, sentence); }

        /// Whether the work should end early, asked now and then: a training ends after the step that it is in, saves a checkpoint where it
        /// saves some, and gives what it learned until then.
        default boolean wantsToStop() { return false; }

        /// Hears no progress.
        static Listener silent() { return progress -> { }; }
    }
}
