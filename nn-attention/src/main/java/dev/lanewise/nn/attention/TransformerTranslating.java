package dev.lanewise.nn.attention;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.language.TranslatingNetwork;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// An encoder–decoder transformer as a network that translates.
record TransformerTranslating(BoundTransformer transformer) implements TranslatingNetwork {

    /// @throws DataException if the network is none
    static TransformerTranslating of(TrainedNetwork network) {
        if (network.bound() instanceof BoundTransformer bound) return new TransformerTranslating(bound);
        throw new DataException("Model file: expected a transformer with an encoder and a decoder, but got " + network.network());
    }

    @Override public Decoding begin(Tensor ids, int first, int longest) { return new TranslationDecoding(transformer, ids, first, longest); }

    /// The means over the heads of each block.
    @Override public List<Matrix> looks(int[] source, int first, int... target) {
        int[] before = IntStream.concat(IntStream.of(first), IntStream.of(target)).toArray();              // what was there before each token
        Tensor read = Tensor.of(Shape.of(1, source.length), CausalWriting.numbers(source)), written = Tensor.of(Shape.of(1, before.length), CausalWriting.numbers(before));
        return transformer.attention(List.of(read, written)).stream().map(TransformerTranslating::mean).toList();
    }

    private static Matrix mean(Tensor block) {
        int heads = block.shape().extent(1), rows = block.shape().extent(2), columns = block.shape().extent(3);
        double[] mean = new double[rows * columns];
        for (int i = 0; i < heads * mean.length; i++) mean[i % mean.length] += block.data()[i] / (double) heads;
        return Matrix.of(rows, columns, mean);
    }
}
