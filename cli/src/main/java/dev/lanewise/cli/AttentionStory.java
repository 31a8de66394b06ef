package dev.lanewise.cli;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.layer.Attention;
import dev.lanewise.core.layer.BoundAttention;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Attention as a published text has it, worked out for three vectors.
final class AttentionStory {

    /// A decoder's state and an encoder's states.
    private static Tensor query() { return Tensor.of(Shape.of(1, 1, 2), 1, 0); }

    private static Tensor memory() { return Tensor.of(Shape.of(1, 3, 2), 1, 0, 0, 1, 1, 1); }

    List<Supplier<String>> chapters() { return List.of(this::scores, this::projections); }

    private String scores() {
        List<BoundAttention> all = List.of(bound(Attention.dot()), bound(Attention.scaledDot()), bound(Attention.general(), 1, 2, 0, 1), bound(Attention.additive(2), 1, 0, 0, 1));
        return "1. Where to look\n\nA decoder in the state s = (1, 0) looks at what an encoder made of three steps, H = (1, 0), (0, 1), (1, 1): α = softmax(score(s, h)), c = Σ α h.\n\n"
                + TextTable.rows(Table.empty().with("score", List.of("dot, s · h", "scaled, s · h / √2", "general, s W h, W = (1 2; 0 1)", "additive, v · tanh(s + h), v = (1, 1)"))
                        .with("α", each(all, BoundAttention.Seen::alignment)).with("context c", each(all, BoundAttention.Seen::contexts)))
                + "\nThe text scores with s_t, and says that s_t is made with the context: a circle. Either s_{t−1} asks and the context helps to make s_t (Bahdanau), or s_t asks and the\n"
                + "context helps with the answer only (Luong): 'seq2seq' has both, as timing=before and timing=after.\n";
    }

    private static BoundAttention bound(Attention attention, float... matrix) {
        BoundAttention bound = attention.bind(2, 2, Seed.of(0));
        for (Weight weight : bound.weights()) for (int i = 0; i < weight.shape().size(); i++) weight.values()[i] = weight.shape().rank() == 1 ? 1 : matrix[i];
        return bound;
    }

    private static List<String> each(List<BoundAttention> all, Function<BoundAttention.Seen, Tensor> figure) {
        return all.stream().map(bound -> row(figure.apply(bound.over(memory(), Optional.empty()).look(query())))).toList();
    }

    private static String row(Tensor tensor) {
        float[] values = tensor.toArray();
        return IntStream.range(0, values.length).mapToObj(i -> String.format(Locale.ROOT, "%.4f", values[i])).collect(Collectors.joining("  "));
    }

    private String projections() {
        Tensor q = Tensor.of(Shape.of(2, 2), 1, 0, 0, 1), k = Tensor.of(Shape.of(3, 2), 1, 0, 0, 1, 1, 1), v = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        float[] y = q.matmulTransposed(k).times(1 / Math.sqrt(2)).softmax().matmul(v).toArray();
        BoundLayer heads = LayerRegistry.load().create(Options.none().with("layer", "multi-head-attention").with("heads", 2).with("keyDimension", 4)).bind(Shape.of(1, 3, 8), Seed.of(0));
        return "2. Queries, keys and values\n\nsoftmax(Q Kᵀ / √d) V for Q = (1 0; 0 1), K = H and V = (1 2; 3 4; 5 6):\n\n   " + row(Tensor.of(Shape.of(2), Arrays.copyOf(y, 2))) + "\n   " + row(Tensor.of(Shape.of(2), y[2], y[3])) + """


                The text writes W_Q · x for columns and Q Kᵀ for rows; with a row for each step it is Q = X W_Q. Behind the heads stands one more product,
                which the text leaves out, so that they can work together. Two heads of 4 over 8 features have

                """ + "   " + heads.weights().stream().map(weight -> weight.name() + " " + weight.shape()).collect(Collectors.joining(", ")) + "\n";
    }
}
