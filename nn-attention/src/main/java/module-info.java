import org.jspecify.annotations.NullMarked;

/// Attention: the operation, layers of it, positions, and networks of them.
@NullMarked
module dev.lanewise.nn.attention {
    requires transitive dev.lanewise.core;
    requires static org.jspecify;

    exports dev.lanewise.nn.attention;
    exports dev.lanewise.nn.attention.pretrained;

    provides dev.lanewise.core.spi.LayerProvider with
            dev.lanewise.nn.attention.MultiHeadAttention.Provider,
            dev.lanewise.nn.attention.SinusoidalPositions.Provider,
            dev.lanewise.nn.attention.LearnedPositions.Provider,
            dev.lanewise.nn.attention.FeedForward.Provider,
            dev.lanewise.nn.attention.TransformerBlock.Provider,
            dev.lanewise.nn.attention.TransformerStack.Provider,
            dev.lanewise.nn.attention.TokenEmbedding.Provider,
            dev.lanewise.nn.attention.CausalTransformer.Provider,
            dev.lanewise.nn.attention.Transformer.Provider,
            dev.lanewise.nn.attention.ClassToken.Provider,
            dev.lanewise.nn.attention.FirstStep.Provider,
            dev.lanewise.nn.attention.Patches.Provider;
    provides dev.lanewise.core.spi.ModelProvider with
            dev.lanewise.nn.attention.TransformerClassifier.Provider,
            dev.lanewise.nn.attention.GPT.Provider,
            dev.lanewise.nn.attention.TransformerTranslation.Provider;
    provides dev.lanewise.core.spi.TextModelReader with dev.lanewise.nn.attention.pretrained.PretrainedText.Reader;
}
