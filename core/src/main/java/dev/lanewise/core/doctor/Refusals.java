package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.loss.BinaryCrossEntropy;
import dev.lanewise.core.loss.CrossEntropy;
import dev.lanewise.core.train.Trainer;

/// What is to be said of trainings that are refused before they begin: a loss that suits neither the network nor the targets.
final class Refusals {

    private Refusals() { }

    static Finding finding(Trainer trainer, Dataset data, RuntimeException refused) {
        Target target = data.schema().target();
        Finding finding = Finding.of("loss-mismatch", Severity.ERROR, trainer.loss()).evidence("classes", target.classes().size()).sentence(refused.getMessage());
        boolean classes = target.kind() == Target.Kind.CLASS;
        if (classes && trainer.loss() instanceof CrossEntropy) {
            return finding.remedy("Give the network one output for each class, or let a single output have the binary cross-entropy: "
                    + "a categorical cross-entropy of one output is 0 whatever the network says");
        }
        if (classes && !(trainer.loss() instanceof BinaryCrossEntropy)) {
            return finding.remedy("Use the cross-entropy for classes: a squared error of class numbers would say that class 2 lies between 1 and 3, "
                    + "and its gradient vanishes where the network is most wrong");
        }
        return finding.remedy("Choose the loss by the target: cross-entropy for classes, binary cross-entropy for two of them and one output, a squared or absolute error for numbers");
    }
}
