package dev.lanewise.core.model;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;

/// Where a model came from: enough to make it again.
///
/// No times and no thread counts stand here: the same data and seed give the same file.
///
/// @param seed the seed of the run
/// @param fingerprint the hash of the training data, empty where it is not known
/// @param samples the number of training samples
/// @param plugin the jar or module of somebody else that the model's class is part of, set when it is saved; empty for Lanewise's own
public record Provenance(long seed, String fingerprint, long samples, String plugin) {

    public Provenance(long seed, String fingerprint, long samples) {
        this(seed, fingerprint, samples, "");
    }

    /// Learned from these samples in this run.
    public static Provenance of(Dataset data, Run run) { return new Provenance(run.seed().value(), data.fingerprint(), data.size()); }

    Provenance plugin(String plugin) { return new Provenance(seed, fingerprint, samples, plugin); }
}
