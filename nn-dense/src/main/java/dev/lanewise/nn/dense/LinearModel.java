package dev.lanewise.nn.dense;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.linalg.Matrix;

/// What [LinearRegression] learned: numbers from weighted sums.
public final class LinearModel implements Model {

    private final LinearRegression description;
    private final LinearUnits units;
    private final Schema schema;
    private final Provenance provenance;

    LinearModel(LinearRegression description, LinearUnits units, Schema schema, Provenance provenance) {
        this.description = description;
        this.units = units;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// The weights, `[outputs, features]`.
    public Matrix coefficients() { return units.weights(); }

    /// The biases, `[outputs]`.
    public double[] intercepts() { return units.biases().clone(); }

    /// The predicted numbers, `[n, outputs]`.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    public Matrix decision(Matrix x) { return units.of(x, this); }

    @Override public Table predict(Dataset data, Run run) {
        return NumberScore.table(schema.target(), decision(Samples.finite(this, data).data().matrix()));
    }

    /// `rmse`, `mae`, `r2`, and `loss`, the mean squared error.
    @Override public Evaluation evaluate(Dataset data, Run run) { return NumberScore.evaluate(this, data, schema.target(), decision(Samples.of(this, data).data().matrix())); }

    @Override public ModelContent content() { return new ModelContent("linear-regression", description.options(), schema, provenance, units.tensors()); }

    /// The model whose [#content()] this was.
    static LinearModel restore(ModelContent content) {
        return new LinearModel(LinearRegression.of(content.settings()), LinearUnits.restore(content, content.schema().target().shape().size()), content.schema(), content.provenance());
    }

    /// `LinearRegression: 10 features, 1 output`
    @Override public String toString() {
        return "LinearRegression: " + units.features() + (units.features() == 1 ? " feature, " : " features, ") + units.units() + (units.units() == 1 ? " output" : " outputs");
    }
}
