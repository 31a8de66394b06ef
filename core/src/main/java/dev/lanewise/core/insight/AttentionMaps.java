package dev.lanewise.core.insight;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Attentive;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where each head of one attention in a network looks, for one sample.
///
/// @param where the layer, as in the names of weights, and where it has several attentions the number of this one, counted from 1: `4, attention 2`
/// @param heads `[queries, keys]` each; each row adds up to 1, or to 0 where it sees nothing
/// @see Attentive
public record AttentionMaps(String where, List<Matrix> heads) {

    public AttentionMaps {
        heads = List.copyOf(heads);
    }

    /// Those of all layers that have some, in the order of the work; none where no layer has.
    ///
    /// @param sample one tensor for each input of the network, raw, with a batch of one
    /// @throws dev.lanewise.core.ShapeException if the network does not take such a sample
    public static List<AttentionMaps> of(TrainedNetwork network, Tensor... sample) {
        List<AttentionMaps> all = new ArrayList<>();
        LayerTour.of(network, (where, layer, inputs) -> all.addAll(of(where, layer, inputs)), GateMaps.requireOne(sample));
        return List.copyOf(all);
    }

    /// The same for a row of a data set.
    public static List<AttentionMaps> of(TrainedNetwork network, Dataset data, int row) { return of(network, LayerTour.sample(data, row)); }

    private static List<AttentionMaps> of(String where, BoundLayer layer, List<Tensor> inputs) {
        if (!(layer instanceof Attentive attentive)) return List.of();
        List<Tensor> attention = attentive.attention(inputs);
        return IntStream.range(0, attention.size()).mapToObj(i -> new AttentionMaps(name(where, i, attention.size()), heads(attention.get(i)))).toList();
    }

    private static String name(String where, int number, int count) {
        String attention = "attention " + (number + 1);
        if (where.isEmpty()) return attention;
        return count == 1 ? where : where + ", " + attention;
    }

    /// `[1, heads, queries, keys]` head by head.
    private static List<Matrix> heads(Tensor attention) {
        int heads = attention.shape().extent(1), size = attention.size() / heads;
        return IntStream.range(0, heads).mapToObj(head -> GateMaps.matrix(attention.shape(), attention.data(), head * size)).toList();
    }
}
