import org.jspecify.annotations.NullMarked;

/// Dense layers and what is made of them: perceptron, Adaline, linear and logistic regression, multilayer perceptrons, autoencoders.
@NullMarked
module dev.lanewise.nn.dense {
    requires transitive dev.lanewise.core;
    requires static org.jspecify;

    exports dev.lanewise.nn.dense;

    provides dev.lanewise.core.spi.LayerProvider with
            dev.lanewise.nn.dense.Dense.Provider,
            dev.lanewise.nn.dense.Flatten.Provider;
    provides dev.lanewise.core.spi.ModelProvider with
            dev.lanewise.nn.dense.MLP.Provider,
            dev.lanewise.nn.dense.Perceptron.Provider,
            dev.lanewise.nn.dense.Adaline.Provider,
            dev.lanewise.nn.dense.LogisticRegression.Provider,
            dev.lanewise.nn.dense.LinearRegression.Provider,
            dev.lanewise.nn.dense.Autoencoder.Provider;
}
