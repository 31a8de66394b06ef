package dev.lanewise.nn.recurrent;

/// What a [Sweep] gives.
///
/// @param sequences whether `h` after each step
/// @param states how many of the states after the last step
/// @param inTime whether outputs of a sweep that goes backwards stand in the order of time, or of the work
record Wanted(boolean sequences, int states, boolean inTime) { }
