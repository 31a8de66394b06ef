package dev.lanewise.core.doctor;

import java.util.List;

/// `non-finite`: the first NaN or infinity and the operation that made it.
final class FaultCheck {

    private FaultCheck() { }

    static List<Finding> findings(Evidence evidence, Limits limits) {
        return evidence.course().fault().map(fault -> List.of(finding(fault))).orElse(List.of());
    }

    private static Finding finding(Fault fault) {
        Finding finding = Finding.of("non-finite", Severity.ERROR, fault.where()).evidence("step", fault.step()).evidence("value", fault.value()).evidence("loss", fault.loss());
        if (!fault.operation().isEmpty()) {
            return finding.sentence("In step " + fault.step() + ", " + fault.operation() + " in " + fault.where() + " made " + fault.value() + " of finite numbers, the first of the training")
                    .remedy(fault.operation().endsWith("backward")
                            ? "Keep the operands of " + fault.operation().replace(" backward", "") + " away from where its slope is infinite, clip gradients by their norm, or lower the learning rate"
                            : Double.isInfinite(fault.value()) ? "Numbers have grown beyond float32: lower the learning rate, scale inputs and targets, or clip gradients by their norm"
                            : "Keep the operands of " + fault.operation() + " in its domain (add a small number before a logarithm, root or quotient), clip gradients by their norm, or lower the learning rate");
        }
        boolean data = fault.where().startsWith("input") || fault.where().equals("target");
        return finding.sentence(data ? "In step " + fault.step() + " the " + fault.where() + " holds " + fault.value() + " before anything is computed"
                : "In step " + fault.step() + " the weight " + fault.where() + " holds " + fault.value() + ": the update of the step before made it")
                .remedy(data ? "Fill in or drop what is missing in the data" : "Lower the learning rate, or clip gradients by their norm");
    }
}
