import org.jspecify.annotations.NullMarked;

/// Tensors and gradients, layers, training, data, registry and model files: what every family of Lanewise stands on.
@NullMarked
module dev.lanewise.core {
    requires transitive dev.lanewise.linalg;
    requires com.google.common;
    requires com.fasterxml.jackson.databind;
    requires de.siegmar.fastcsv;
    requires static org.jspecify;

    exports dev.lanewise.core;
    exports dev.lanewise.core.data;
    exports dev.lanewise.core.layer;
    exports dev.lanewise.core.model;
    exports dev.lanewise.core.spi;
    exports dev.lanewise.core.tensor;
    exports dev.lanewise.core.train;

    uses dev.lanewise.core.spi.LayerProvider;
    uses dev.lanewise.core.spi.ModelProvider;
}
