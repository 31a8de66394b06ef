package dev.lanewise.core;

/// How far a piece of long work has come.
///
/// @param task what is going on, in a word or two: `epoch 2 of 5`
/// @param done units finished
/// @param total units in all, 0 if nobody knows
/// @param unit what is counted, in the plural: `samples`
/// @param figure what to look at meanwhile, such as `loss 0.231`; empty if there is nothing
public record Progress(String task, long done, long total, String unit, String figure) {

    /// Hears of progress; called from the working thread, so it should be quick.
    @FunctionalInterface
    public interface Listener {
        void onProgress(Progress progress);

        /// Hears nothing.
        static Listener silent() { return progress -> { }; }
    }
}
