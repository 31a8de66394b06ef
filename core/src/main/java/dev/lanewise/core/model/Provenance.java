package dev.lanewise.core.model;

/// Where a model came from: enough to make it again.
///
/// No times and no thread counts stand here: the same data and seed give the same file.
///
/// @param seed the seed of the run
/// @param fingerprint the hash of the training data
/// @param samples the number of training samples
public record Provenance(long seed, String fingerprint, long samples) {
}
