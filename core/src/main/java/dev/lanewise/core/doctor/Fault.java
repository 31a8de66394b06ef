package dev.lanewise.core.doctor;

/// The first number of a training that was not finite, and what made it.
///
/// @param step in which step, counted from 1
/// @param where the layer as a [Part] prints it, `loss`, an input or a weight
/// @param operation what computed it from finite numbers: `Tensor.log`, `Tensor.sqrt backward`; empty for data and weights
/// @param value NaN or an infinity
/// @param loss of the step
public record Fault(long step, String where, String operation, double value, double loss) { }
