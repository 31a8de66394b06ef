package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// A staircase with steps at given places: `decay^|{m : m ≤ t}|` in step t, m being the milestones. PyTorch's `MultiStepLR`.
///
/// @param milestones in any order; one that is given twice counts twice
/// @param decay in `(0, 1]`
public record MultiStep(List<Span> milestones, double decay) implements Schedule {

    public MultiStep {
        milestones = List.copyOf(milestones);
        Checks.require(decay > 0 && decay <= 1, "MultiStep", "a decay in (0, 1]", decay);
    }

    /// A tenth at each milestone.
    public static MultiStep at(Span... milestones) { return new MultiStep(List.of(milestones), 0.1); }

    public MultiStep decay(double decay) { return new MultiStep(milestones, decay); }

    @Override public Session start(Horizon horizon) {
        long[] steps = milestones.stream().mapToLong(milestone -> milestone.of(horizon)).toArray();
        return step -> {
            int reached = 0;
            for (long milestone : steps) if (step >= milestone) reached++;
            return Math.pow(decay, reached);
        };
    }

    @Override public Options describe() { return Schedules.named("multi-step").with("milestones", milestones.stream().map(Span::toString).toList()).with("decay", decay); }

    static MultiStep from(Options options) {
        return new MultiStep(options.has("milestones") ? Span.list(options, "milestones") : List.of(Span.share(0.5), Span.share(0.75)), options.number("decay", 0.1));
    }
}
