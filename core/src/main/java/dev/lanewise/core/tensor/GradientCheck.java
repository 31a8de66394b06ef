package dev.lanewise.core.tensor;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.function.Function;

/// Compares the gradients that operations record with central differences.
///
/// For random weights `r` the scalar `L = Σ r · f(x)` is differentiated both ways: by the tape, and as `(L(x + h) − L(x − h)) / 2h`
/// with `L` summed in float64. float32 arithmetic inside `f` leaves about three digits; a wrong gradient is wrong in the first one.
public final class GradientCheck {

    private static final float STEP = 1e-2f;
    private static final int PROBES = 60;

    private GradientCheck() { }

    /// The worst disagreement.
    ///
    /// @param tensor which of the checked tensors, counted from 0
    /// @param element which of its elements
    /// @param analytic the tape's gradient
    /// @param numeric the difference quotient
    /// @param error `|analytic − numeric|` over the largest gradient of that tensor, or over 1e-2 if that is larger
    public record Result(int tensor, int element, double analytic, double numeric, double error) { }

    /// @param function what to check; it is called often and must give the same for the same values
    /// @param tensors the points to check at; their values are moved by a hundredth and back
    public static Result of(Function<List<Tensor>, Tensor> function, List<Tensor> tensors, Seed seed) {
        return ofWeights(tape -> function.apply(tensors.stream().map(tensor -> tape.weight(Weight.of("", tensor.shape(), tensor.data()))).toList()),
                tensors.stream().map(tensor -> Weight.of("", tensor.shape(), tensor.data())).toList(), seed);
    }

    /// The same for weights that the function takes from the tape by itself.
    public static Result ofWeights(Function<Tape, Tensor> function, List<Weight> weights, Seed seed) {
        Tape tape = Tape.training(Backend.standard());
        Result worst = new Result(0, 0, 0, 0, 0);
        List<float[]> gradients = gradients(function, weights, seed, tape);
        for (int w = 0; w < weights.size(); w++) {
            RandomStream random = seed.child(w).stream();
            int n = weights.get(w).shape().size();
            double largest = largest(gradients.get(w), n);
            for (int probe = 0; probe < Math.min(n, PROBES); probe++) {
                int element = n <= PROBES ? probe : random.nextInt(n);
                double numeric = difference(function, weights.get(w).values(), element, seed, tape), analytic = gradients.get(w)[element];
                double error = Math.abs(analytic - numeric) / Math.max(largest, 1e-2);
                Result result = new Result(w, element, analytic, numeric, error);
                if (Double.isNaN(error)) return result;                       // nothing is worse
                if (error > worst.error) worst = result;
            }
        }
        return worst;
    }

    private static List<float[]> gradients(Function<Tape, Tensor> function, List<Weight> weights, Seed seed, Tape tape) {
        tape.reset(seed);
        Tensor y = function.apply(tape);
        tape.backward(y.times(tape.constant(y.shape(), random(y.size(), seed))));
        return weights.stream().map(weight -> tape.gradientOf(weight).map(float[]::clone).orElse(new float[weight.shape().size()])).toList();
    }

    private static double difference(Function<Tape, Tensor> function, float[] values, int element, Seed seed, Tape tape) {
        float at = values[element];
        values[element] = at + STEP;
        double above = scalar(function, seed, tape);
        values[element] = at - STEP;
        double below = scalar(function, seed, tape);
        values[element] = at;
        return (above - below) / ((double) (at + STEP) - (at - STEP));
    }

    private static double scalar(Function<Tape, Tensor> function, Seed seed, Tape tape) {
        tape.reset(seed);
        Tensor y = function.apply(tape);
        float[] r = random(y.size(), seed);
        double sum = 0;
        for (int i = 0; i < y.size(); i++) sum += (double) r[i] * y.data()[i];
        return sum;
    }

    private static float[] random(int n, Seed seed) {
        RandomStream random = seed.child("weights").stream();
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = (float) random.uniform(-1, 1);
        return values;
    }

    private static double largest(float[] gradient, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) largest = Math.max(largest, Math.abs(gradient[i]));
        return largest;
    }
}
