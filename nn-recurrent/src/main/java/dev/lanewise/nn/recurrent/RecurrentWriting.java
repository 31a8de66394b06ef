package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.language.TextCost;
import dev.lanewise.core.language.WritingNetwork;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.BoundSequential;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.List;

/// Recurrent layers as a network that writes; each token is judged by all that stand before it.
///
/// @param vocabulary how many tokens there are
record RecurrentWriting(List<BoundLayer> layers, int vocabulary) implements WritingNetwork {

    /// @throws DataException if the network is none
    static RecurrentWriting of(TrainedNetwork network) {
        if (network.bound() instanceof BoundSequential sequential) return new RecurrentWriting(sequential.layers(), network.network().output().last());
        throw new DataException("Model file: expected layers one behind the other, but got " + network.network());
    }

    @Override public Decoding begin(List<int[]> prompts) { return new RecurrentDecoding(layers, vocabulary, prompts); }

    @Override public TextCost cost(int... tokens) { return Likelihood.of(layers, tokens); }

    /// In up to 16 pieces side by side.
    @Override public TextCost costOfLong(int... tokens) { return Likelihood.inPieces(layers, tokens); }
}
