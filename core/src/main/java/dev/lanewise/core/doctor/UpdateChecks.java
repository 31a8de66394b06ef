package dev.lanewise.core.doctor;

import java.util.ArrayList;
import java.util.List;

/// `learning-rate-too-low`, `learning-rate-too-high`, `small-updates` and `large-updates`: how far weights move in a step.
final class UpdateChecks {

    /// Fewer measured steps prove nothing.
    private static final int FEW = 5;

    private UpdateChecks() { }

    static List<Finding> findings(Evidence evidence, Limits limits) {
        double small = limits.of(Limit.SMALL_UPDATE), large = limits.of(Limit.LARGE_UPDATE);
        List<WeightCourse> weights = evidence.weights().stream()
                .filter(weight -> weight.shape().rank() >= 2 && weight.updates().size() >= FEW && weight.unlearned() < weight.shape().size()).toList();
        List<WeightCourse> still = weights.stream().filter(weight -> weight.usualUpdate() < small).toList();
        List<WeightCourse> wild = weights.stream().filter(weight -> weight.usualUpdate() > large).toList();
        List<Finding> findings = new ArrayList<>();
        if (!still.isEmpty() && still.size() == weights.size()) findings.add(whole("learning-rate-too-low", still, "hardly move", "Raise the learning rate by a factor of 10 to 100"));
        else for (WeightCourse weight : still) findings.add(one("small-updates", weight, "hardly moves", "Look for a vanishing gradient, or give this layer a larger learning rate"));
        if (wild.size() * 2 > weights.size()) findings.add(whole("learning-rate-too-high", wild, "are thrown about", "Lower the learning rate by a factor of 10, warm it up, or clip gradients by their norm"));
        else for (WeightCourse weight : wild) findings.add(one("large-updates", weight, "is thrown about", "Give this layer a smaller learning rate or larger initial weights, or clip gradients by their norm"));
        return findings;
    }

    private static Finding whole(String id, List<WeightCourse> weights, String what, String remedy) {
        double usual = weights.stream().mapToDouble(WeightCourse::usualUpdate).average().orElse(Double.NaN);
        return Finding.of(id, Severity.WARNING, "training").evidence("update", usual).evidence("weights", weights.size())
                .sentence("The weights " + what + ": an update is usually " + Figure.of(usual) + " times as long as its weight; about 0.001 is healthy").remedy(remedy);
    }

    private static Finding one(String id, WeightCourse weight, String what, String remedy) {
        return Finding.of(id, Severity.WARNING, weight.name()).evidence("update", weight.usualUpdate())
                .sentence(weight + " of " + weight.part() + " " + what + ": an update is usually " + Figure.of(weight.usualUpdate()) + " times as long as the weight; about 0.001 is healthy").remedy(remedy);
    }
}
