package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.Special;
import dev.lanewise.core.text.TokenPairs;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

/// Where the decoder of a transformer looks in a text for each piece of its translation.
///
/// @param source what takes the text apart
/// @param target what takes the translation apart
record CrossAlignment(BoundTransformer network, Tokenizer source, Tokenizer target) {

    /// The mean over the heads of each block, from the first one on.
    List<Alignment> of(String text, String translation) {
        int[] read = TokenPairs.ended(source, text), written = target.encode(translation);
        float[] steps = new float[written.length + 1];                          // what was there before each piece: the sign for the beginning first
        steps[0] = target.id(Special.BOS).orElseThrow();
        for (int i = 0; i < written.length; i++) steps[i + 1] = written[i];
        float[] ids = new float[read.length];
        for (int i = 0; i < read.length; i++) ids[i] = read[i];
        List<Tensor> blocks = network.attention(List.of(Tensor.of(Shape.of(1, ids.length), ids), Tensor.of(Shape.of(1, steps.length), steps)));
        return blocks.stream().map(block -> new Alignment(pieces(source, text), pieces(target, translation), mean(block))).toList();
    }

    private static Matrix mean(Tensor block) {
        int heads = block.shape().extent(1), rows = block.shape().extent(2), columns = block.shape().extent(3);
        double[] mean = new double[rows * columns];
        for (int i = 0; i < heads * mean.length; i++) mean[i % mean.length] += block.data()[i] / (double) heads;
        return Matrix.of(rows, columns, mean);
    }

    private static List<String> pieces(Tokenizer tokenizer, String text) {
        List<String> pieces = new ArrayList<>();
        for (int token : tokenizer.encode(text)) pieces.add(tokenizer.decode(token));
        pieces.add(Special.EOS.toString());
        return pieces;
    }
}
