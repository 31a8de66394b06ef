package dev.lanewise.core.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Memory for time: a piece of a network whose intermediate results are dropped after the forward pass and computed again for the backward one.
///
/// Values, gradients and the random numbers of dropout are the same bits as without it, and running statistics move once. The function
/// must take everything that a gradient flows to from its inputs or, as weights, from their tape; it is called twice in a step.
///
/// Source: Chen et al., *Training deep nets with sublinear memory cost* (2016).
public final class Recompute {

    private Recompute() { }

    public static Tensor of(UnaryOperator<Tensor> function, Tensor x) { return of(inputs -> function.apply(inputs.getFirst()), List.of(x)); }

    public static Tensor of(Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
        Tape tape = Tapes.of(inputs);
        if (!tape.isRecording()) return function.apply(inputs);
        Tape.Moment begin = tape.moment();
        Tape quiet = tape.branch(false, begin);
        Tensor draft = function.apply(inputs.stream().map(input -> quiet.constant(input.shape(), input.data())).toList());
        tape.moveTo(quiet.moment());
        Tensor result = tape.trackedResult(draft.shape(), inputs);
        System.arraycopy(draft.data(), 0, result.data(), 0, result.size());
        quiet.accumulate(begin.seed());                                                  // takes the memory back
        tape.record(result, () -> again(tape.branch(true, begin), function, inputs, result));
        return result;
    }

    /// Weights add to the gradients of the tape itself, whose leaves the branch shares; inputs hand theirs over.
    private static void again(Tape branch, Function<List<Tensor>, Tensor> function, List<Tensor> inputs, Tensor result) {
        List<Tensor> copies = new ArrayList<>();
        for (Tensor input : inputs) copies.add(new Tensor(branch, input.shape(), new Storage(input.data(), input.isTracked())));
        Tensor y = function.apply(copies);
        branch.backward(y.times(branch.constant(result.shape(), result.gradient())));
        for (int i = 0; i < copies.size(); i++) {
            if (!copies.get(i).storage().written) continue;
            float[] gradient = copies.get(i).gradient();
            result.tape().backend().kernels().elements().axpby(1, gradient, 0, 1, inputs.get(i).addableGradient(), 0, inputs.get(i).size());
        }
        branch.accumulate(result.tape().moment().seed());
    }
}
