package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.language.TranslatingNetwork;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.TokenBatch;
import dev.lanewise.core.text.TokenPairs;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// An encoder–decoder of recurrent layers as a network that translates.
///
/// @param vocabulary how many tokens it writes with
record RecurrentTranslating(BoundEncoderDecoder network, int vocabulary) implements TranslatingNetwork {

    /// @throws DataException if the network is none
    static RecurrentTranslating of(TrainedNetwork network) {
        if (network.bound() instanceof BoundEncoderDecoder bound) return new RecurrentTranslating(bound, network.network().output().last());
        throw new DataException("Model file: expected an encoder–decoder, but got " + network.network());
    }

    @Override public TranslationDecoding begin(Tensor ids, int first, int longest) { return new TranslationDecoding(network, vocabulary, ids, first); }

    @Override public List<Matrix> looks(int[] source, int first, int... target) {
        TranslationDecoding decoding = begin(TokenBatch.of(List.of(source), TokenPairs.PAD).ids(), first, target.length + 1);
        int width = decoding.alignment().length;
        if (width == 0) return List.of();
        double[] weights = new double[(target.length + 1) * width];
        for (int step = 0; step <= target.length; step++) {
            if (step > 0) decoding.append(target[step - 1]);
            for (int i = 0; i < width; i++) weights[step * width + i] = decoding.alignment()[i];
        }
        return List.of(Matrix.of(target.length + 1, width, weights));
    }
}
