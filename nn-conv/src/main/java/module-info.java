import org.jspecify.annotations.NullMarked;

/// Convolution and pooling layers, and networks of them.
@NullMarked
module dev.lanewise.nn.conv {
    requires transitive dev.lanewise.core;
    requires static org.jspecify;

    exports dev.lanewise.nn.conv;

    provides dev.lanewise.core.spi.LayerProvider with
            dev.lanewise.nn.conv.Conv2D.Provider,
            dev.lanewise.nn.conv.DepthwiseConv2D.Provider,
            dev.lanewise.nn.conv.SeparableConv2D.Provider,
            dev.lanewise.nn.conv.Conv1D.Provider,
            dev.lanewise.nn.conv.Conv2DTranspose.Provider,
            dev.lanewise.nn.conv.MaxPool1D.Provider,
            dev.lanewise.nn.conv.AveragePool1D.Provider,
            dev.lanewise.nn.conv.UpSample2D.Provider,
            dev.lanewise.nn.conv.Resize2D.Provider,
            dev.lanewise.nn.conv.Pad2D.Provider,
            dev.lanewise.nn.conv.Crop2D.Provider,
            dev.lanewise.nn.conv.LocalResponseNorm.Provider,
            dev.lanewise.nn.conv.Conv3D.Provider,
            dev.lanewise.nn.conv.MaxPool3D.Provider,
            dev.lanewise.nn.conv.AveragePool3D.Provider,
            dev.lanewise.nn.conv.MaxPool2D.Provider,
            dev.lanewise.nn.conv.AveragePool2D.Provider,
            dev.lanewise.nn.conv.LpPool2D.Provider,
            dev.lanewise.nn.conv.AdaptiveAveragePool2D.Provider,
            dev.lanewise.nn.conv.AdaptiveMaxPool2D.Provider,
            dev.lanewise.nn.conv.GlobalMax.Provider;
    provides dev.lanewise.core.spi.ModelProvider with dev.lanewise.nn.conv.CNN.Provider;
}
