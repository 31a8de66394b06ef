package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Schema.Target.Kind;
import dev.lanewise.core.loss.BinaryCrossEntropy;
import dev.lanewise.core.loss.CrossEntropy;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.Outputs;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// `softmax-before-logits`, `activation-before-logits`, `no-probabilities` and `unreachable-targets`: ends of networks that don't suit the loss.
final class OutputChecks {

    private OutputChecks() { }

    static List<Finding> softmaxBeforeLogits(Evidence evidence, Limits limits) {
        Tensor output = evidence.first().output();
        Loss loss = evidence.setting().trainer().loss();
        if (!takesLogits(evidence) || output.size() == 0 || output.shape().last() < 2 || !isDistribution(output)) return List.of();
        return List.of(Finding.of("softmax-before-logits", Severity.ERROR, "output").evidence("outputs", output.shape().last())
                .sentence("The network ends with probabilities that add up to 1, but the " + loss + " takes logits and applies a softmax of its own: no answer can become certain, and gradients are small")
                .remedy("Drop the softmax at the end: predicting applies it; or tell the loss that it gets probabilities"));
    }

    static List<Finding> activationBeforeLogits(Evidence evidence, Limits limits) {
        Optional<Units> end = end(evidence);
        if (end.isEmpty() || !takesLogits(evidence)) return List.of();
        String name = Figure.lower(end.get().function());
        return List.of(Finding.of("activation-before-logits", Severity.ERROR, end.get().part()).evidence("low", low(end.get())).evidence("high", high(end.get()))
                .sentence("The network ends with " + name + ", but the " + evidence.setting().trainer().loss() + " takes logits, which must be free to be any number")
                .remedy("End with a layer without activation: predicting applies the softmax or sigmoid; or tell the loss that it gets probabilities"));
    }

    static List<Finding> noProbabilities(Evidence evidence, Limits limits) {
        Tensor output = evidence.first().output();
        Loss loss = evidence.setting().trainer().loss();
        boolean several = loss instanceof CrossEntropy cross && cross.outputs() == Outputs.PROBABILITIES;
        boolean single = loss instanceof BinaryCrossEntropy binary && binary.outputs() == Outputs.PROBABILITIES;
        if (!several && !single || output.size() == 0 || (several ? isDistribution(output) : isBetween0And1(output))) return List.of();
        return List.of(Finding.of("no-probabilities", Severity.ERROR, "output").evidence("outputs", output.shape().last())
                .sentence("The " + loss + " was told that it gets probabilities, but the network gives numbers that are " + (several ? "none, or don't add up to 1" : "not between 0 and 1"))
                .remedy("Let the loss take logits, which is more exact, or end the network with a " + (several ? "softmax" : "sigmoid")));
    }

    static List<Finding> unreachable(Evidence evidence, Limits limits) {
        Optional<Units> end = end(evidence);
        if (end.isEmpty() || evidence.setting().data().schema().target().kind() != Kind.NUMBER) return List.of();
        Tensor targets = evidence.answers().targets();
        double low = low(end.get()), high = high(end.get());
        int outside = 0;
        for (int i = 0; i < targets.size(); i++) if (targets.data()[i] < low || targets.data()[i] > high) outside++;
        if (outside == 0) return List.of();
        double share = outside / (double) targets.size();
        return List.of(Finding.of("unreachable-targets", Severity.ERROR, end.get().part()).evidence("share", share).evidence("low", low).evidence("high", high)
                .sentence(Figure.share(share) + " of the targets lie outside of " + Figure.of(low) + " … " + Figure.of(high) + ", all that " + Figure.lower(end.get().function()) + " at the end can give")
                .remedy("End with a layer without activation, or scale the targets into this range"));
    }

    /// Whether the loss makes probabilities of the outputs itself.
    private static boolean takesLogits(Evidence evidence) {
        Tensor output = evidence.first().output();
        Loss loss = evidence.setting().trainer().loss();
        boolean told = loss instanceof CrossEntropy cross && cross.outputs() != Outputs.LOGITS
                || loss instanceof BinaryCrossEntropy binary && binary.outputs() != Outputs.LOGITS;
        return !told && evidence.setting().data().schema().target().kind() == Kind.CLASS && output.size() > 0 && loss.prediction(output) != output;
    }

    /// The activation whose values are the outputs.
    private static Optional<Units> end(Evidence evidence) { return evidence.first().units().stream().filter(Units::isOutput).findFirst(); }

    private static double low(Units units) {
        return switch (units.function()) {
            case TANH -> -1;
            default -> 0;
        };
    }

    private static double high(Units units) {
        return switch (units.function()) {
            case RELU -> Double.POSITIVE_INFINITY;
            case RELU6 -> 6;
            default -> 1;
        };
    }

    private static boolean isBetween0And1(Tensor output) {
        for (int i = 0; i < output.size(); i++) if (!(output.data()[i] >= 0 && output.data()[i] <= 1)) return false;
        return true;
    }

    private static boolean isDistribution(Tensor output) {
        int n = output.shape().last();
        for (int row = 0; row < output.size() / n; row++) {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += output.data()[row * n + j];
            if (Math.abs(sum - 1) > 1e-3) return false;
        }
        return isBetween0And1(output);
    }
}
