package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// What every [Doctor] looks for.
final class Checks {

    private Checks() { }

    static List<Check> standard() {
        return ImmutableList.of(
                FaultCheck::findings, LossChecks::diverging, LossChecks::stuck, LossChecks::overfitting,
                GradientChecks::depth, GradientChecks::time,
                UnitChecks::dead, UnitChecks::saturated,
                WeightChecks::unlearned, WeightChecks::equalUnits, UpdateChecks::findings,
                OutputChecks::activationBeforeLogits, OutputChecks::softmaxBeforeLogits, OutputChecks::noProbabilities, OutputChecks::unreachable,
                InputChecks::size, InputChecks::constant, InputChecks::leaking, InputChecks::batchNorm,
                TargetChecks::size, TargetChecks::classNumbers, TargetChecks::imbalance,
                SplitChecks::shift, SplitChecks::duplicates,
                AnswerChecks::baseline, AnswerChecks::persistence, AnswerChecks::same);
    }
}
