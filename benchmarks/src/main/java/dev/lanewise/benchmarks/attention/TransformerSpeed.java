package dev.lanewise.benchmarks.attention;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Clipped;
import dev.lanewise.core.optim.DecoupledDecay;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.attention.BoundCausalTransformer;
import dev.lanewise.nn.attention.CausalTransformer;
import dev.lanewise.nn.attention.FeedForward;
import dev.lanewise.nn.attention.TokenEmbedding;
import dev.lanewise.nn.attention.TransformerBlock;
import dev.lanewise.nn.attention.TransformerStack;
import java.util.Arrays;
import java.util.Locale;

/// Tokens a second of a character model in training (clipping and AdamW included) and forward: GPT-2's blocks without biases, 65 tokens, tied.
///
/// Arguments: `small` (4 blocks, 4 heads, 128 wide, context 64, batch 12) or `large` (6, 6, 384, 256, 16), threads, `train` or `forward`, seconds. Half of
/// the time warms up. Operations are counted as in ../shared/peers: six (forward two) for each weight and token, and attention as if it saw everything.
public final class TransformerSpeed {

    private static final int TOKENS = 65;

    private TransformerSpeed() {
    }

    private record Size(int blocks, int heads, int dimension, int context, int batch) {

        static Size of(String name) { return name.equals("small") ? new Size(4, 4, 128, 64, 12) : new Size(6, 6, 384, 256, 16); }

        BoundCausalTransformer model() {
            TransformerBlock block = TransformerBlock.causal(heads, dimension / heads, 4 * dimension);
            TransformerBlock bare = block.attention(block.attention().bias(false)).feedForward(FeedForward.of(4 * dimension).bias(false));
            return new CausalTransformer(TokenEmbedding.of(TOKENS, dimension).learned(context), TransformerStack.of(bare, blocks), true).bind(shape(), Seed.of(1));
        }

        Shape shape() { return Shape.of(batch, context); }

        double operations(BoundCausalTransformer model) {
            long weights = model.weights().stream().filter(weight -> !weight.name().endsWith("places")).map(Weight::shape).mapToLong(Shape::size).sum();
            return 6.0 * weights + 12.0 * blocks * context * dimension;
        }

        float[] ids(Seed seed) {
            RandomStream random = seed.stream();
            float[] ids = new float[batch * context];
            for (int i = 0; i < ids.length; i++) ids[i] = random.nextInt(TOKENS);
            return ids;
        }
    }

    public static void main(String[] arguments) {
        Size size = Size.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        boolean training = arguments[2].equals("train");
        double seconds = Double.parseDouble(arguments[3]);
        BoundCausalTransformer model = size.model();
        Runnable step = step(size, model, Backend.of(threads), training);
        measure(step, seconds / 2);                                                       // compiles
        double[] times = measure(step, seconds / 2);
        double rate = size.batch * size.context / times[times.length / 2], operations = size.operations(model) / (training ? 1 : 3);
        IO.println(String.format(Locale.ROOT, "%s, %s, %d threads: %.0f tokens/s, median %.2f ms [%.2f, %.2f], %.1f GF/s", arguments[0], arguments[2], threads, rate,
                1e3 * times[times.length / 2], 1e3 * times[times.length / 4], 1e3 * times[times.length * 3 / 4], rate * operations * 1e-9));
    }

    private static Runnable step(Size size, BoundCausalTransformer model, Backend backend, boolean training) {
        float[] ids = size.ids(Seed.of(2)), next = size.ids(Seed.of(3));
        Tape tape = training ? Tape.training(backend) : Tape.inference(backend);
        if (!training) {
            return () -> {
                tape.reset(Seed.of(0));
                model.forward(tape.constant(size.shape(), ids));
            };
        }
        Optimizer.Session session = Clipped.byGlobalNorm(DecoupledDecay.of(Adam.of(1e-3).betas(0.9, 0.99), 0.1), 1).start(model.weights(), backend);
        return () -> {
            tape.reset(Seed.of(0));
            Tensor loss = Loss.crossEntropy().of(model.forward(tape.constant(size.shape(), ids)), tape.constant(size.shape(), next));
            tape.backward(loss);
            session.step(tape::gradient, 1);
        };
    }

    /// Seconds of each step, sorted.
    private static double[] measure(Runnable step, double seconds) {
        double[] times = new double[1 << 16];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end && count < times.length || count < 3) {
            long start = System.nanoTime();
            step.run();
            times[count++] = (System.nanoTime() - start) * 1e-9;
        }
        double[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
