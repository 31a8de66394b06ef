package dev.lanewise.core.doctor;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.ArrayList;
import java.util.List;

/// Counts units that are dead or saturated in what an activation gave.
final class UnitCount {

    /// This close to an end of a range of 1, little of the gradient is left: σ' = 0.02, tanh' = 0.08.
    private static final double NEAR = 0.02;

    private UnitCount() { }

    /// Whether the function has something to die of.
    static boolean judges(ElementFunction function) {
        return switch (function) {
            case RELU, RELU6, SIGMOID, HARD_SIGMOID, TANH -> true;
            default -> false;
        };
    }

    static Units of(Part part, ElementFunction function, Tensor values, boolean isOutput) {
        int units = values.shape().rank() == 0 ? 1 : values.shape().last();
        boolean dies = function == ElementFunction.RELU || function == ElementFunction.RELU6;
        return new Units(part, function, isOutput, units, dies ? dead(values, units) : List.of(), dies ? 0 : saturated(function, values));
    }

    private static List<Integer> dead(Tensor values, int units) {
        boolean[] alive = new boolean[units];
        for (int i = 0; i < values.size(); i++) alive[i % units] |= values.data()[i] != 0;
        List<Integer> dead = new ArrayList<>();
        for (int unit = 0; unit < units && values.size() > 0; unit++) if (!alive[unit]) dead.add(unit);
        return dead;
    }

    private static double saturated(ElementFunction function, Tensor values) {
        double low = function == ElementFunction.TANH ? -1 : 0, near = NEAR * (1 - low);
        int ends = 0;
        for (int i = 0; i < values.size(); i++) if (values.data()[i] <= low + near || values.data()[i] >= 1 - near) ends++;
        return ends / (double) Math.max(1, values.size());
    }
}
