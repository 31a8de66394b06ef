package dev.lanewise.core.doctor;

import java.util.ArrayList;
import java.util.List;

/// `dead-relu` and `saturated-units`: what activations give at the end of training.
final class UnitChecks {

    private UnitChecks() { }

    static List<Finding> dead(Evidence evidence, Limits limits) {
        List<Finding> findings = new ArrayList<>();
        for (Units units : evidence.last().units()) {
            if (units.dead().isEmpty()) continue;
            double share = units.dead().size() / (double) units.count();
            boolean all = units.dead().size() == units.count();
            Severity severity = all ? Severity.ERROR : share >= limits.of(Limit.DEAD_UNITS) ? Severity.WARNING : Severity.NOTE;
            findings.add(Finding.of("dead-relu", severity, units.part()).evidence("dead", units.dead().size()).evidence("units", units.count()).evidence("share", share)
                    .sentence((all ? "All " + Figure.count(units.count(), "unit") + " give" : units.dead().size() + " of " + Figure.count(units.count(), "unit") + " (" + Ranges.of(units.dead()) + ") give")
                            + " 0 for every examined sample, so no gradient passes and they can't recover" + (all ? ": the network says the same of every sample" : ""))
                    .remedy("Use a leaky ReLU, ELU or GELU, He initialisation, scaled inputs, more units, or a lower learning rate"));
        }
        return findings;
    }

    static List<Finding> saturated(Evidence evidence, Limits limits) {
        List<Finding> findings = new ArrayList<>();
        for (Units units : evidence.last().units()) {
            if (units.isOutput() || !(units.saturated() > limits.of(Limit.SATURATED_VALUES))) continue;
            findings.add(Finding.of("saturated-units", Severity.WARNING, units.part()).evidence("share", units.saturated()).evidence("units", units.count())
                    .sentence(Figure.share(units.saturated()) + " of the values lie within 2 % of the ends of " + Figure.lower(units.function()) + ", where its slope is nearly 0")
                    .remedy("Scale the inputs, begin with smaller weights (Glorot initialisation), put batch or layer norm before the activation, or use ReLU"));
        }
        return findings;
    }
}
