import org.jspecify.annotations.NullMarked;

/// Tensors and gradients, layers, training, data, registry and model files: what every family of Lanewise stands on.
@NullMarked
module dev.lanewise.core {
    requires transitive dev.lanewise.linalg;
    requires com.google.common;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports dev.lanewise.core;
    exports dev.lanewise.core.data;
    exports dev.lanewise.core.doctor;
    exports dev.lanewise.core.generate;
    exports dev.lanewise.core.image;
    exports dev.lanewise.core.insight;
    exports dev.lanewise.core.language;
    exports dev.lanewise.core.layer;
    exports dev.lanewise.core.loss;
    exports dev.lanewise.core.metric;
    exports dev.lanewise.core.model;
    exports dev.lanewise.core.optim;
    exports dev.lanewise.core.prepare;
    exports dev.lanewise.core.schedule;
    exports dev.lanewise.core.select;
    exports dev.lanewise.core.series;
    exports dev.lanewise.core.spi;
    exports dev.lanewise.core.tensor;
    exports dev.lanewise.core.text;
    exports dev.lanewise.core.train;

    uses dev.lanewise.core.data.DataReader;
    uses dev.lanewise.core.spi.LayerProvider;
    uses dev.lanewise.core.spi.LossProvider;
    uses dev.lanewise.core.spi.ModelProvider;
    uses dev.lanewise.core.spi.TextModelReader;
    uses dev.lanewise.core.train.FusedLoss.Provider;

    provides dev.lanewise.core.spi.LayerProvider with
            dev.lanewise.core.internal.CoreLayers.OfInput,
            dev.lanewise.core.internal.CoreLayers.OfSequential,
            dev.lanewise.core.internal.CoreLayers.OfGraph,
            dev.lanewise.core.internal.CoreLayers.OfDropout,
            dev.lanewise.core.internal.CoreLayers.OfActivate,
            dev.lanewise.core.internal.CoreLayers.OfLayerNorm,
            dev.lanewise.core.internal.CoreLayers.OfBatchNorm,
            dev.lanewise.core.internal.CoreLayers.OfEmbedding,
            dev.lanewise.core.internal.CoreLayers.OfGlobalAverage,
            dev.lanewise.core.internal.CoreLayers.OfProjection,
            dev.lanewise.core.internal.CoreLayers.OfReshape,
            dev.lanewise.core.internal.CoreLayers.OfResidual,
            dev.lanewise.core.internal.CoreLayers.OfAdd,
            dev.lanewise.core.internal.CoreLayers.OfConcatenate,
            dev.lanewise.core.internal.MaskingLayers.OfSpatialDropout,
            dev.lanewise.core.internal.MaskingLayers.OfGaussianDropout,
            dev.lanewise.core.internal.MaskingLayers.OfGaussianNoise,
            dev.lanewise.core.internal.MaskingLayers.OfAlphaDropout,
            dev.lanewise.core.internal.MaskingLayers.OfStepMask,
            dev.lanewise.core.internal.NormLayers.OfRMSNorm,
            dev.lanewise.core.internal.NormLayers.OfGroupNorm,
            dev.lanewise.core.internal.NormLayers.OfParametric,
            dev.lanewise.core.internal.NormLayers.OfPReLU,
            dev.lanewise.core.internal.NormLayers.OfGated,
            dev.lanewise.core.internal.NormLayers.OfSoftmax,
            dev.lanewise.core.internal.FormLayers.OfPermute,
            dev.lanewise.core.internal.FormLayers.OfRepeat,
            dev.lanewise.core.internal.FormLayers.OfTimeDistributed,
            dev.lanewise.core.internal.FormLayers.OfRecomputed,
            dev.lanewise.core.internal.FormLayers.OfLowRank,
            dev.lanewise.core.internal.FormLayers.OfCombine,
            dev.lanewise.core.internal.FormLayers.OfDot,
            dev.lanewise.core.internal.FormLayers.OfAttention;

    provides dev.lanewise.core.spi.LossProvider with dev.lanewise.core.internal.CoreLosses;

    provides dev.lanewise.core.spi.ModelProvider with
            dev.lanewise.core.internal.NetworkProvider,
            dev.lanewise.core.prepare.Pipeline.Provider,
            dev.lanewise.core.prepare.StandardScaler.Provider,
            dev.lanewise.core.prepare.MinMaxScaler.Provider,
            dev.lanewise.core.prepare.MaxAbsScaler.Provider,
            dev.lanewise.core.prepare.RobustScaler.Provider,
            dev.lanewise.core.prepare.PowerScaler.Provider,
            dev.lanewise.core.prepare.RowNormalizer.Provider,
            dev.lanewise.core.prepare.Imputer.Provider,
            dev.lanewise.core.series.Forecaster.Provider;
}
