package dev.lanewise.reduction;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/// What [TruncatedSVD], [RandomProjection] and [FastICA] learned: a linear map and the way back.
///
/// `transform(x) = (x − mean) · forward`, `inverseTransform(z) = z · backward + mean`.
public final class LinearReduction implements Reducer {

    private final String provider;
    private final Options settings;
    private final LinearMap map;
    private final double[] variances;
    private final Schema schema;
    private final Provenance provenance;

    LinearReduction(String provider, Options settings, LinearMap map, double[] variances, Schema schema, Provenance provenance) {
        this.provider = provider;
        this.settings = settings;
        this.map = map;
        this.variances = variances;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public int dimensions() { return map.dimensions(); }

    public int features() { return map.features(); }

    /// What is taken from rows; zeros where they are not centred: `[features]`.
    public double[] mean() { return map.mean().clone(); }

    /// One direction a row: `[dimensions, features]`; coordinate i of x is `components()ᵢ · (x − mean)`.
    public Matrix components() { return map.forward().transpose(); }

    /// The way back: `[dimensions, features]`; for independent components the transposed mixing matrix.
    public Matrix backward() { return map.backward(); }

    /// The variance of each coordinate over the rows it was fitted on (divided by n), in squared units: `[dimensions]`.
    public double[] explainedVariance() { return variances.clone(); }

    @Override public Matrix transform(Matrix x) { return map.coordinates(provider, x); }

    @Override public Matrix inverseTransform(Matrix coordinates) { return map.rows(provider, coordinates); }

    @Override public Table spectrum() { return Table.empty().with("variance", variances); }

    @Override public Table predict(Dataset data, Run run) {
        LinearMap.samples(provider, data, features());
        return coordinates(data);
    }

    /// `rmse`, the error of reconstruction in the units of the data.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Reconstruction.of(this, LinearMap.samples(provider, data, features())); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        map.putInto(tensors);
        tensors.put("variances", StoredTensor.of(variances));
        return new ModelContent(provider, settings, schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static LinearReduction restore(ModelContent content) {
        return new LinearReduction(content.model(), content.settings(), LinearMap.from(content), content.tensor("variances").doubles(), content.schema(), content.provenance());
    }

    /// `random-projection: 784 features -> 50 dimensions`
    @Override public String toString() { return provider + ": " + features() + " features -> " + dimensions() + " dimensions"; }
}
