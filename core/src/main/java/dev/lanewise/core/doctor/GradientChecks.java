package dev.lanewise.core.doctor;

import java.util.List;
import java.util.Optional;

/// `vanishing-gradient` and `exploding-gradient` over depth, and the same over time steps.
final class GradientChecks {

    private static final String VANISHING = "Use ReLU or a relative of it instead of sigmoid and tanh, He initialisation with it (Glorot with tanh), batch or layer norm, or residual connections";
    private static final String EXPLODING = "Clip gradients by their norm, begin with smaller weights (He or Glorot initialisation), use batch or layer norm, or lower the learning rate";

    private GradientChecks() { }

    // ---- over depth

    static List<Finding> depth(Evidence evidence, Limits limits) {
        for (Snapshot snapshot : List.of(evidence.first(), evidence.last())) {
            Optional<Finding> finding = depth(snapshot, limits);
            if (finding.isPresent()) return List.of(finding.get());
        }
        return List.of();
    }

    private static Optional<Finding> depth(Snapshot snapshot, Limits limits) {
        List<LayerFlow> layers = snapshot.flows().stream().filter(flow -> flow.weighted() && Double.isFinite(flow.gradient())).toList();
        if (layers.size() < 3 || layers.getFirst().gradient() == 0 || layers.getLast().gradient() == 0) return Optional.empty();
        LayerFlow first = layers.getFirst(), last = layers.getLast();
        double ratio = first.gradient() / last.gradient(), factor = Math.pow(ratio, 1.0 / (layers.size() - 1));
        boolean vanishes = ratio < limits.of(Limit.VANISHING);
        if (!vanishes && !(ratio > limits.of(Limit.EXPLODING))) return Optional.empty();
        return Optional.of(Finding.of(vanishes ? "vanishing-gradient" : "exploding-gradient", Severity.WARNING, first.where())
                .evidence("first", first.gradient()).evidence("last", last.gradient()).evidence("ratio", ratio).evidence("factor", factor).evidence("layers", layers.size())
                .sentence(when(snapshot) + " the gradient " + (vanishes ? "shrinks" : "grows") + " from " + Figure.of(last.gradient()) + " behind " + last.where() + " to "
                        + Figure.of(first.gradient()) + " behind " + first.where() + ", by a factor of " + Figure.of(factor) + " for each of " + layers.size() + " layers")
                .remedy(vanishes ? VANISHING : EXPLODING));
    }

    private static String when(Snapshot snapshot) { return snapshot.step() == 0 ? "Before the first step" : "After step " + snapshot.step(); }

    // ---- over time

    static List<Finding> time(Evidence evidence, Limits limits) {
        for (Snapshot snapshot : List.of(evidence.first(), evidence.last())) {
            List<Finding> findings = snapshot.flows().stream().flatMap(flow -> time(snapshot, flow, limits).stream()).toList();
            if (!findings.isEmpty()) return findings;
        }
        return List.of();
    }

    private static Optional<Finding> time(Snapshot snapshot, LayerFlow flow, Limits limits) {
        List<Double> lengths = flow.byTime();
        int strong = -1, faint = -1;
        for (int t = 0; t < lengths.size(); t++) {
            double length = lengths.get(t);
            if (!(length > 0)) continue;                                // masked or unread steps tell nothing
            if (strong < 0 || length > lengths.get(strong)) strong = t;
            if (faint < 0 || length < lengths.get(faint)) faint = t;
        }
        if (strong < 0 || strong == faint) return Optional.empty();
        double ratio = lengths.get(faint) / lengths.get(strong), factor = Math.pow(ratio, 1.0 / Math.abs(strong - faint));
        double growth = lengths.get(strong) / snapshot.flows().getLast().gradient();
        boolean explodes = growth > limits.of(Limit.EXPLODING) && 1 / ratio > limits.of(Limit.EXPLODING);
        if (!explodes && !(ratio < limits.of(Limit.VANISHING_IN_TIME))) return Optional.empty();
        double perStep = explodes ? 1 / factor : factor;
        return Optional.of(Finding.of(explodes ? "exploding-through-time" : "vanishing-through-time", Severity.WARNING, flow.where())
                .evidence("strongest", lengths.get(strong)).evidence("faintest", lengths.get(faint)).evidence("strongest-step", strong).evidence("faintest-step", faint)
                .evidence("factor", perStep)
                .sentence(when(snapshot) + " the gradient by time step " + (explodes ? "grows from " + Figure.of(lengths.get(faint)) + " at step " + faint + " to " + Figure.of(lengths.get(strong)) + " at step " + strong
                        : "shrinks from " + Figure.of(lengths.get(strong)) + " at step " + strong + " to " + Figure.of(lengths.get(faint)) + " at step " + faint)
                        + " of " + lengths.size() + ", by a factor of " + Figure.of(perStep) + " a step")
                .remedy(explodes ? "Clip gradients by their norm, begin recurrent weights orthogonal, or use an LSTM or GRU"
                        : "Use an LSTM (with a forget bias of 1) or GRU instead of a simple recurrent layer, attention, or shorter sequences: what stands at the faint steps is not learned"));
    }
}
