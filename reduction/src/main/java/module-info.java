import org.jspecify.annotations.NullMarked;

/// Dimension reduction.
@NullMarked
module dev.lanewise.reduction {
    requires transitive dev.lanewise.core;
    requires static org.jspecify;

    exports dev.lanewise.reduction;

    provides dev.lanewise.core.spi.ModelProvider with
            dev.lanewise.reduction.PCA.Provider,
            dev.lanewise.reduction.KLTransform.Provider,
            dev.lanewise.reduction.LDA.Provider,
            dev.lanewise.reduction.QDA.Provider,
            dev.lanewise.reduction.Subspace.Provider,
            dev.lanewise.reduction.LearningSubspace.Provider,
            dev.lanewise.reduction.DifferenceSubspace.Provider,
            dev.lanewise.reduction.RandomProjection.Provider,
            dev.lanewise.reduction.FastICA.Provider,
            dev.lanewise.reduction.FactorAnalysis.Provider,
            dev.lanewise.reduction.NMF.Provider,
            dev.lanewise.reduction.KernelPCA.Provider,
            dev.lanewise.reduction.TruncatedSVD.Provider;
}
