package dev.lanewise.core.prepare;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.model.Transform;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a [PowerScaler] learned: a power for each column, and what standardises it then.
public final class PowerModel implements Transform {

    private final Options options;
    private final double[] lambdas;
    private final ScalerModel.Columns columns;
    private final Schema schema;
    private final Provenance provenance;

    PowerModel(Options options, double[] lambdas, ScalerModel.Columns columns, Schema schema, Provenance provenance) {
        this.options = options;
        this.lambdas = lambdas;
        this.columns = columns;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// The power of each column, `[features]`.
    public double[] lambdas() { return lambdas.clone(); }

    @Override public Matrix transform(Matrix x) {
        double[] values = values("transform", x);
        for (int i = 0; i < values.length; i++) {
            int j = i % lambdas.length;
            values[i] = (YeoJohnson.bend(values[i], lambdas[j]) - columns.shift()[j]) / columns.scale()[j];
        }
        return Matrix.wrap(x.rows(), x.columns(), values);
    }

    /// The way back; NaN for numbers that no sample could have been bent to.
    ///
    /// @throws ShapeException if the width is not the one it was fitted on
    public Matrix inverseTransform(Matrix y) {
        double[] values = values("inverseTransform", y);
        for (int i = 0; i < values.length; i++) {
            int j = i % lambdas.length;
            values[i] = YeoJohnson.straighten(values[i] * columns.scale()[j] + columns.shift()[j], lambdas[j]);
        }
        return Matrix.wrap(y.rows(), y.columns(), values);
    }

    private double[] values(String method, Matrix x) {
        if (x.columns() != lambdas.length) throw new ShapeException(this + "." + method + ": expected [n, " + lambdas.length + "], but got [" + x.rows() + ", " + x.columns() + "]");
        return x.toArray();
    }

    @Override public Schema transformed(Schema input) { return input; }

    @Override public Table predict(Dataset data, Run run) { return Columnwise.table(this, data); }

    /// What the bent samples look like: the mean furthest from 0 and the standard deviation furthest from 1 of any column, and the range.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Columnwise.evaluate(this, data); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("lambdas", StoredTensor.of(lambdas));
        tensors.put("shift", StoredTensor.of(columns.shift()));
        tensors.put("scale", StoredTensor.of(columns.scale()));
        return new ModelContent("power-scaler", options, schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static PowerModel restore(ModelContent content) {
        Shape features = Shape.of(content.schema().input().size());
        ScalerModel.Columns columns = new ScalerModel.Columns(content.tensor("shift", features).doubles(), content.tensor("scale", features).doubles());
        return new PowerModel(content.settings(), content.tensor("lambdas", features).doubles(), columns, content.schema(), content.provenance());
    }

    /// `power-scaler: 4 features`
    @Override public String toString() { return "power-scaler: " + lambdas.length + (lambdas.length == 1 ? " feature" : " features"); }
}
