package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Attentive;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A [MultiHeadAttention] with its weights.
public final class BoundMultiHeadAttention implements Attentive {

    private final MultiHeadAttention layer;
    private final List<Projected> inputs;                   // qkv, or query, key and value
    private final Projected output;
    private final Optional<Distances> distances;
    private final Optional<Rotation> rotation;

    BoundMultiHeadAttention(MultiHeadAttention layer, List<Projected> inputs, Projected output, Optional<Distances> distances, Optional<Rotation> rotation) {
        this.layer = layer;
        this.inputs = inputs;
        this.output = output;
        this.distances = distances;
        this.rotation = rotation;
    }

    static BoundMultiHeadAttention of(MultiHeadAttention layer, List<Shape> inputs, Seed seed) {
        int width = layer.heads() * layer.keyDimension(), keyWidth = layer.keyHeads() * layer.keyDimension(), features = inputs.getFirst().last();
        List<Projected> projected = inputs.size() == 1 ? List.of(Projected.sideBySide("qkv", features, layer.bias(), seed, width, keyWidth, keyWidth))
                : List.of(Projected.of("query", features, width, layer.bias(), seed),
                        Projected.of("key", MultiHeadAttention.key(inputs).last(), keyWidth, layer.bias(), seed),
                        Projected.of("value", inputs.getLast().last(), keyWidth, layer.bias(), seed));
        int known = Math.max(inputs.getFirst().extent(1), MultiHeadAttention.key(inputs).extent(1));
        Places places = layer.sight().places();
        Optional<Rotation> rotation = places.turns() && known != Shape.ANY ? Optional.of(Rotation.of(places, layer.keyDimension(), known)) : Optional.empty();
        return new BoundMultiHeadAttention(layer, projected, Projected.of("output", width, features, layer.bias(), seed),
                Distances.of(places, layer.heads(), seed.child("distances")), rotation);
    }

    @Override public Tensor forward(List<Tensor> inputs) {
        if (!isMasked(inputs)) return forward(inputs, Mask.none());
        return forward(inputs.subList(0, inputs.size() - 1), BoundBlock.keys(inputs.getLast()));
    }

    private static boolean isMasked(List<Tensor> inputs) { return inputs.size() > MultiHeadAttention.sequences(inputs.stream().map(Tensor::shape).toList()).size(); }

    /// The same under a mask of `[batch, heads, queries, keys]` besides the layer's own.
    public Tensor forward(List<Tensor> inputs, Mask mask) { return output.of(found(inputs, mask)); }      // [batch, queries, features]

    /// What all heads find, before it is projected: `[batch, queries, heads·keyDimension]`.
    Tensor found(List<Tensor> inputs, Mask mask) {
        Operands operands = operands(inputs, 0);
        return attend(operands, operands.k.steps(), mask, 0);
    }

    /// Goes on with steps after those of the cache, whose keys and values are looked at too.
    ///
    /// @param x `[batch, time, features]`
    public Tensor forward(Tensor x, AttentionCache cache) { return output.of(found(x, cache)); }

    Tensor found(Tensor x, AttentionCache cache) {
        if (inputs.size() != 1) throw new IllegalStateException(layer + ": expected attention of steps to themselves, which a cache serves, but it was made for several inputs");
        int before = cache.steps();
        Operands operands = operands(List.of(x), before);
        AttentionCache.Held held = cache.hold(operands.k, operands.v);
        return attend(new Operands(operands.q, held.keys(), held.values()), before + x.shape().extent(1), Mask.none(), before);
    }

    /// Attention as part of a block, where `find` is one of the methods that find without projecting.
    ResidualPart part(UnaryOperator<Tensor> find) {
        return new ResidualPart() {
            @Override public Tensor forward(Tensor x) { return output.of(find.apply(x)); }

            @Override public Tensor onto(Tensor residual, Tensor x) { return output.onto(residual, find.apply(x)); }
        };
    }

    /// How much each query looks at each key, `[batch, heads, queries, keys]`; without dropout.
    public Tensor weights(List<Tensor> inputs, Mask mask) {
        Operands operands = operands(inputs, 0);
        int queries = operands.q.steps(), keys = operands.k.steps();
        Tensor q = cut(operands.q), k = cut(operands.k);
        ScaledDotProduct product = product(mask, 0);
        Tensor scores = new PlainAttention(product, Optional.empty()).scores(q, k);
        return distances.map(numbers -> scores.plus(byDistance(numbers.numbers(q.tape(), queries, keys, 0), queries, keys))).orElse(scores).softmax(product.mask());
    }

    @Override public List<Tensor> attention(List<Tensor> inputs) {
        if (!isMasked(inputs)) return List.of(weights(inputs, Mask.none()));
        return List.of(weights(inputs.subList(0, inputs.size() - 1), BoundBlock.keys(inputs.getLast())));
    }

    /// `[heads, queries + keys − 1]` as `[heads, queries, keys]`, without a gradient.
    private static Tensor byDistance(Tensor numbers, int queries, int keys) {
        int heads = numbers.shape().extent(0), n = queries + keys - 1;
        float[] all = new float[heads * queries * keys];
        for (int row = 0; row < heads * queries; row++) System.arraycopy(numbers.data(), row / queries * n + queries - 1 - row % queries, all, row * keys, keys);
        return Tensor.of(Shape.of(heads, queries, keys), all);
    }

    private static Tensor cut(Heads heads) { return heads.tensor().slice(-1, heads.offset(), heads.offset() + heads.count() * heads.width()); }

    /// Queries, keys and values, turned to their places.
    private record Operands(Heads q, Heads k, Heads v) { }

    private Operands operands(List<Tensor> given, int first) {
        int d = layer.keyDimension(), heads = layer.heads(), keyHeads = layer.keyHeads();
        if (inputs.size() == 1) {
            Tensor qkv = inputs.getFirst().of(given.getFirst());                                // [batch, time, (heads + 2·keyHeads)·keyDimension]
            Heads q = new Heads(qkv, 0, heads, d), k = new Heads(qkv, heads * d, keyHeads, d);
            Tensor turned = turn(qkv, List.of(q, k), first);
            return new Operands(new Heads(turned, 0, heads, d), new Heads(turned, heads * d, keyHeads, d), new Heads(turned, (heads + keyHeads) * d, keyHeads, d));
        }
        if (given.size() == 1) throw new ShapeException(layer + ": expected the inputs it was made for, but got only one");
        Tensor q = inputs.get(0).of(given.getFirst());                                          // [batch, queries, heads·keyDimension]
        Tensor k = inputs.get(1).of(MultiHeadAttention.key(given));                             // [batch, keys, keyHeads·keyDimension]
        Tensor v = inputs.get(2).of(given.getLast());                                           // [batch, keys, keyHeads·keyDimension]
        return new Operands(Heads.of(turn(q, List.of(Heads.of(q, heads)), first), heads), Heads.of(turn(k, List.of(Heads.of(k, keyHeads)), 0), keyHeads), Heads.of(v, keyHeads));
    }

    private Tensor turn(Tensor x, List<Heads> heads, int first) {
        Places places = layer.sight().places();
        if (!places.turns()) return x;
        int needed = first + x.shape().extent(1);
        Rotation known = rotation.filter(table -> table.places() >= needed).orElseGet(() -> Rotation.of(places, layer.keyDimension(), needed));
        return known.turn(x, heads, first);
    }

    private Tensor attend(Operands operands, int keys, Mask mask, int before) {
        Heads q = operands.q;
        Optional<Tensor> numbers = distances.map(each -> each.numbers(q.tensor().tape(), q.steps(), keys, before));
        return product(mask, before).attend(q, operands.k, operands.v, keys, numbers);         // [batch, queries, heads·keyDimension]
    }

    private ScaledDotProduct product(Mask mask, int before) {
        return ScaledDotProduct.of(layer.heads()).keyHeads(layer.keyHeads()).mask(mask.and(layer.sight().mask(before))).dropout(layer.dropout());
    }

    @Override public List<Weight> weights() {
        Stream<Weight> projections = Stream.concat(inputs.stream(), Stream.of(output)).flatMap(Projected::weights);
        return Stream.concat(projections, distances.stream().flatMap(each -> each.table().stream())).toList();
    }
}
