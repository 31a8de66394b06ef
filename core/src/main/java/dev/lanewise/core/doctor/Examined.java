package dev.lanewise.core.doctor;

import dev.lanewise.core.train.TrainedNetwork;
import java.util.Optional;

/// A training that a [Doctor] watched: what was learned, or why nothing was, and the diagnosis of either.
///
/// @param model what was learned; empty if training failed
/// @param failure why it failed; empty if it did not
/// @param diagnosis what was noticed
public record Examined(Optional<TrainedNetwork> model, Optional<RuntimeException> failure, Diagnosis diagnosis) {

    /// What was learned.
    ///
    /// @throws RuntimeException the failure, if training failed
    public TrainedNetwork learned() { return model.orElseThrow(failure::orElseThrow); }
}
