package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.tensor.Tensor;

/// What the trained network said of samples, beside what was true.
///
/// @param samples whom it was asked about
/// @param name what they are called in sentences: `validation samples`
/// @param unseen whether training did not see them
/// @param predictions `[samples, …]`; `[0]` if they are not finite
/// @param targets `[samples, …]`
public record Answers(Dataset samples, String name, boolean unseen, Tensor predictions, Tensor targets) {

    /// Whether there are predictions for each target.
    public boolean isComparable() { return targets.size() > 0 && predictions.size() >= targets.size() && predictions.size() % targets.size() == 0; }
}
