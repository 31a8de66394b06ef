import org.jspecify.annotations.NullMarked;

/// Recurrent layers and networks of them.
@NullMarked
module dev.lanewise.nn.recurrent {
    requires transitive dev.lanewise.core;
    requires static org.jspecify;

    exports dev.lanewise.nn.recurrent;

    provides dev.lanewise.core.spi.LayerProvider with dev.lanewise.nn.recurrent.LSTM.Provider, dev.lanewise.nn.recurrent.GRU.Provider,
            dev.lanewise.nn.recurrent.SimpleRNN.Provider, dev.lanewise.nn.recurrent.Bidirectional.Provider, dev.lanewise.nn.recurrent.Stacked.Provider,
            dev.lanewise.nn.recurrent.Carried.Provider, dev.lanewise.nn.recurrent.EncoderDecoder.Provider;
    provides dev.lanewise.core.spi.ModelProvider with dev.lanewise.nn.recurrent.RecurrentNetwork.OfRNN, dev.lanewise.nn.recurrent.RecurrentNetwork.OfLSTM,
            dev.lanewise.nn.recurrent.RecurrentNetwork.OfGRU, dev.lanewise.nn.recurrent.LanguageNetwork.Provider,
            dev.lanewise.nn.recurrent.Seq2Seq.Provider;
    provides dev.lanewise.core.train.FusedLoss.Provider with dev.lanewise.nn.recurrent.SingleStepLoss.Provider;
}
