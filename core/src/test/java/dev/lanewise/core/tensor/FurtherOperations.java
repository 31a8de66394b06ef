package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The operations of `operations.txt` that are no methods of [Tensor] or have arguments of their own.
final class FurtherOperations {

    private FurtherOperations() { }

    static Tensor apply(String title, List<Tensor> x) {
        String[] words = title.split(" ");
        int[] n = Stream.of(words).skip(1).filter(word -> word.matches("-?\\d+")).mapToInt(Integer::parseInt).toArray();
        Tensor a = x.getFirst();
        return switch (words[0]) {
            case "power" -> a.power(x.get(1));
            case "maximum" -> a.maximum(x.get(1));
            case "minimum" -> a.minimum(x.get(1));
            case "remainder" -> a.remainder(x.get(1));
            case "powerOf" -> a.power(number(words[1]));
            case "clip" -> a.clip(number(words[1]), number(words[2]));
            case "function" -> function(words[1], a);
            case "curve" -> curve(words).of(a);
            case "prelu" -> Activations.prelu(a, x.get(1));
            case "softmin" -> Activations.softmin(a);
            case "gated" -> Activations.gated(a, Activation.valueOf(words[1]));
            case "softmaxOver" -> Activations.softmax(a, n[0]);
            case "logSoftmaxOver" -> Activations.logSoftmax(a, n[0]);
            case "reduce" -> reduce(words[1], a, words[2].equals("kept") ? Axes.kept(n) : Axes.of(n));
            case "cumulativeSum" -> Cumulations.sum(a, n[0]);
            case "cumulativeProduct" -> Cumulations.product(a, n[0]);
            case "where" -> Comparisons.where(a, x.get(1), x.get(2));
            case "einsum" -> Einsum.of(words[1], x.toArray(Tensor[]::new));
            case "rmsNorm" -> Normalizations.rmsNorm(a, x.get(1), (float) number(words[1]));
            case "groupNorm" -> Normalizations.groupNorm(a, n[0], x.get(1), x.get(2), (float) number(words[2]));
            case "batchNormMasked" -> BatchNormalization.ofBatch(a, x.get(1), x.get(2), OperationCase.zeros(x.get(1)), OperationCase.zeros(x.get(1)), 0.99f, (float) number(words[1]), x.get(3));
            case "lower" -> Triangles.lower(a, n[0]);
            case "upper" -> Triangles.upper(a, n[0]);
            default -> moved(words, n, x);
        };
    }

    private static double number(String word) { return Double.parseDouble(word); }

    private static Tensor function(String name, Tensor x) {
        return switch (name) {
            case "log1p" -> Functions.log1p(x);
            case "expm1" -> Functions.expm1(x);
            case "rsqrt" -> Functions.rsqrt(x);
            case "floor" -> Functions.floor(x);
            case "ceil" -> Functions.ceil(x);
            case "round" -> Functions.round(x);
            case "truncate" -> Functions.truncate(x);
            case "sign" -> Functions.sign(x);
            case "heaviside" -> Functions.heaviside(x);
            case "tan" -> Functions.tan(x);
            case "asin" -> Functions.asin(x);
            case "acos" -> Functions.acos(x);
            case "atan" -> Functions.atan(x);
            case "sinh" -> Functions.sinh(x);
            case "cosh" -> Functions.cosh(x);
            case "asinh" -> Functions.asinh(x);
            case "acosh" -> Functions.acosh(x);
            case "atanh" -> Functions.atanh(x);
            default -> throw unknown(name);
        };
    }

    private static Curve curve(String... words) {
        double[] p = Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray();
        return switch (words[1]) {
            case "leakyRelu" -> Activations.leakyRelu(p[0]);
            case "elu" -> Activations.elu(p[0]);
            case "celu" -> Activations.celu(p[0]);
            case "softplus" -> Activations.softplus(p[0]);
            case "softShrink" -> Activations.softShrink(p[0]);
            case "hardShrink" -> Activations.hardShrink(p[0]);
            case "threshold" -> Activations.threshold(p[0], p[1]);
            case "hardTanh" -> Activations.hardTanh(p[0], p[1]);
            case "tanhShrink" -> Activations.tanhShrink();
            case "hardSigmoid" -> Activations.hardSigmoid(p[0], p[1]);
            default -> throw unknown(words[1]);
        };
    }

    private static Tensor reduce(String name, Tensor x, Axes axes) {
        return switch (name) {
            case "sum" -> x.sum(axes);
            case "mean" -> x.mean(axes);
            case "max" -> x.max(axes);
            case "min" -> x.min(axes);
            case "product" -> Reductions.product(x, axes);
            case "variance0" -> Reductions.variance(x, axes, 0);
            case "variance1" -> Reductions.variance(x, axes, 1);
            case "logSumExp" -> Reductions.logSumExp(x, axes);
            case "norm1" -> Reductions.norm(x, 1, axes);
            case "norm2" -> Reductions.norm(x, 2, axes);
            case "norm3" -> Reductions.norm(x, 3, axes);
            default -> throw unknown(name);
        };
    }

    private static Tensor moved(String[] words, int[] n, List<Tensor> x) {
        Tensor a = x.getFirst();
        return switch (words[0]) {
            case "sliceStep" -> Views.slice(a, n[0], n[1], n[2], n[3]);
            case "flip" -> Views.flip(a, n);
            case "expand" -> Views.expand(a, Shape.of(n));
            case "tile" -> Views.tile(a, n);
            case "diagonal" -> Views.diagonal(a);
            case "windows" -> Views.windows(a, n[0], n[1], n[2]);
            case "pad" -> pad(words[1], a, n);
            case "unsqueeze" -> Forms.unsqueeze(a, n[0]);
            case "squeeze" -> Forms.squeeze(a, n[0]);
            case "stack" -> Forms.stack(n[0], x);
            case "splitSecond" -> Forms.split(a, n[0], n[1], n[2], n[3]).get(1);
            case "select" -> Gathers.select(a, n[0], x.get(1));
            case "along" -> Gathers.along(a, n[0], x.get(1));
            case "addAlong" -> Scatters.addAlong(a, n[0], x.get(1), x.get(2));
            case "putAlong" -> Scatters.putAlong(a, n[0], x.get(1), x.get(2));
            case "addRows" -> Scatters.addRows(a, x.get(1), x.get(2));
            case "putRows" -> Scatters.putRows(a, x.get(1), x.get(2));
            case "ascending" -> Orders.ascending(a, n[0]).values();
            case "descending" -> Orders.descending(a, n[0]).values();
            case "largest" -> Orders.largest(a, n[0], n[1]).values();
            case "smallest" -> Orders.smallest(a, n[0], n[1]).values();
            default -> throw unknown(words[0]);
        };
    }

    private static Tensor pad(String mode, Tensor x, int... n) {
        return switch (mode) {
            case "constant" -> Pads.constant(x, n[0], n[1], n[2], 0.5f);
            case "reflect" -> Pads.reflect(x, n[0], n[1], n[2]);
            case "replicate" -> Pads.replicate(x, n[0], n[1], n[2]);
            case "wrap" -> Pads.wrap(x, n[0], n[1], n[2]);
            default -> throw unknown(mode);
        };
    }

    private static IllegalStateException unknown(String name) { return new IllegalStateException("operations.txt: expected a known operation, but got " + name); }
}
