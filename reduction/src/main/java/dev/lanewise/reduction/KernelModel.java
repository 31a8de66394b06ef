package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/// What [KernelPCA] learned: the rows it saw, and directions among them.
///
/// | | shape | |
/// |---|---|---|
/// | `eigenvalues()` | `[components]` | Λ of the centred similarities |
/// | `transform(x)` | `[n, components]` | `k(x, ·) V Λ^(−½)`, where k is centred as it was in the rows that were seen |
/// | `inverseTransform(z)` | `[n, features]` | `k(z, ·)` times what a ridge regression learned of the way back |
///
/// @see KernelPCA
public final class KernelModel implements Reducer {

    private final KernelPCA pca;
    private final KernelFit fit;
    private final Schema schema;
    private final Provenance provenance;

    KernelModel(KernelPCA pca, KernelFit fit, Schema schema, Provenance provenance) {
        this.pca = pca;
        this.fit = fit;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public int dimensions() { return fit.directions().columns(); }

    public int features() { return fit.x().columns(); }

    /// The eigenvalues of the centred similarities, the largest first: `[components]`.
    public double[] eigenvalues() { return fit.eigenvalues().clone(); }

    @Override public Table spectrum() { return Table.empty().with("eigenvalue", eigenvalues()); }

    @Override public Matrix transform(Matrix x) {
        LinearMap.requireWidth(pca + ".transform", x, features());
        Matrix k = pca.similarity().between(x, fit.x(), Backend.standard());
        return KernelFit.centered(k, KernelFit.rowMeans(k), fit.columnMeans()).times(fit.directions());
    }

    /// Rows whose coordinates are about these; see [KernelPCA] for how.
    @Override public Matrix inverseTransform(Matrix coordinates) {
        LinearMap.requireWidth(pca + ".inverseTransform", coordinates, dimensions());
        return pca.similarity().of(features()).between(coordinates, fit.coordinates(), Backend.standard()).times(fit.back());
    }

    @Override public Table predict(Dataset data, Run run) {
        LinearMap.samples(pca.toString(), data, features());
        return coordinates(data);
    }

    /// `rmse`, the error of reconstruction in the units of the data.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Reconstruction.of(this, LinearMap.samples(pca.toString(), data, features())); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("rows", StoredTensor.of(fit.x()));
        tensors.put("means", StoredTensor.of(fit.columnMeans()));
        tensors.put("directions", StoredTensor.of(fit.directions()));
        tensors.put("eigenvalues", StoredTensor.of(fit.eigenvalues()));
        tensors.put("back", StoredTensor.of(fit.back()));
        return new ModelContent("kernel-pca", pca.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static KernelModel restore(ModelContent content) {
        KernelFit fit = new KernelFit(content.matrix("rows"), content.tensor("means").doubles(), content.matrix("directions"), content.tensor("eigenvalues").doubles(), content.matrix("back"));
        int n = fit.x().rows();
        if (fit.columnMeans().length != n || fit.directions().rows() != n || fit.back().rows() != n || fit.back().columns() != fit.x().columns()) {
            throw new DataException("Model file: expected directions and means of " + n + " rows, but got " + fit.directions() + " and " + fit.columnMeans().length);
        }
        return new KernelModel(KernelPCA.of(content.settings()), fit, content.schema(), content.provenance());
    }

    /// `KernelPCA(2, gaussian): 4 features, 150 rows`
    @Override public String toString() { return pca + ": " + features() + " features, " + fit.x().rows() + " rows"; }
}
