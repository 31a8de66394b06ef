package dev.lanewise.reduction;

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
import java.util.Map;

/// What [NMF] learned: parts that rows are sums of.
///
/// | | shape | |
/// |---|---|---|
/// | `components()` | `[components, features]` | H ≥ 0 |
/// | `transform(x)` | `[n, components]` | W ≥ 0 with `x ≈ W H` |
/// | `inverseTransform(z)` | `[n, features]` | `z H` |
///
/// @see NMF
public final class NMFModel implements Reducer {

    private final NMF nmf;
    private final Matrix parts;
    private final Schema schema;
    private final Provenance provenance;

    NMFModel(NMF nmf, Matrix parts, Schema schema, Provenance provenance) {
        this.nmf = nmf;
        this.parts = parts;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public int dimensions() { return parts.rows(); }

    public int features() { return parts.columns(); }

    /// H, one part a row: `[components, features]`.
    public Matrix components() { return parts; }

    /// W ≥ 0 with `x ≈ W H`.
    ///
    /// @throws dev.lanewise.core.DataException if a number is negative or not finite
    @Override public Matrix transform(Matrix x) {
        LinearMap.requireWidth(nmf + ".transform", x, features());
        NonNegative.require(nmf.toString(), x);
        return CoordinateDescent.of(nmf, x, parts, Backend.standard()).describe();
    }

    @Override public Matrix inverseTransform(Matrix coordinates) {
        LinearMap.requireWidth(nmf + ".inverseTransform", coordinates, dimensions());
        return coordinates.times(parts);
    }

    @Override public Table predict(Dataset data, Run run) {
        LinearMap.samples(nmf.toString(), data, features());
        return coordinates(data);
    }

    /// `rmse`, the error of reconstruction in the units of the data.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Reconstruction.of(this, LinearMap.samples(nmf.toString(), data, features())); }

    @Override public ModelContent content() { return new ModelContent("nmf", nmf.options(), schema, provenance, Map.of("parts", StoredTensor.of(parts))); }

    /// The model whose [#content()] this was.
    static NMFModel restore(ModelContent content) { return new NMFModel(NMF.of(content.settings()), content.matrix("parts"), content.schema(), content.provenance()); }

    /// `NMF(5): 784 features`
    @Override public String toString() { return nmf + ": " + features() + " features"; }
}
