package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.model.Transform;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// What a scaler learned: `y = (x − shift) / scale` in every column, and the way back.
///
/// Missing values stay missing. A column that was constant has the scale 1, so that it becomes 0 (or the lower end of the range), and comes back as it was.
public final class ScalerModel implements Transform {

    private final String name;
    private final Options options;
    private final Columns columns;
    private final Schema schema;
    private final Provenance provenance;

    /// @param shift `[features]`
    /// @param scale `[features]`, none of them 0
    record Columns(double[] shift, double[] scale) {

        /// @throws DataException if the squares or differences of a column's numbers were too large for a double
        Columns {
            for (int j = 0; j < scale.length; j++) {
                if (Double.isFinite(shift[j]) && Double.isFinite(scale[j])) continue;
                throw new DataException("Scaler: expected columns whose centre and spread are finite, but those of column " + j + " are " + shift[j] + " and " + scale[j] + ". Divide it by its largest number first");
            }
        }
    }

    ScalerModel(String name, Options options, Columns columns, Schema schema, Provenance provenance) {
        this.name = name;
        this.options = options;
        this.columns = columns;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// What is taken off, `[features]`.
    public double[] shift() { return columns.shift().clone(); }

    /// What it is divided by then, `[features]`.
    public double[] scale() { return columns.scale().clone(); }

    public int features() { return columns.shift().length; }

    @Override public Matrix transform(Matrix x) {
        double[] values = values("transform", x);
        for (int i = 0, j = 0; i < values.length; i++, j = j + 1 == features() ? 0 : j + 1) values[i] = (values[i] - columns.shift()[j]) / columns.scale()[j];
        return Matrix.wrap(x.rows(), x.columns(), values);
    }

    /// `x = y · scale + shift`.
    ///
    /// @throws ShapeException if the width is not the one it was fitted on
    public Matrix inverseTransform(Matrix y) {
        double[] values = values("inverseTransform", y);
        for (int i = 0, j = 0; i < values.length; i++, j = j + 1 == features() ? 0 : j + 1) values[i] = values[i] * columns.scale()[j] + columns.shift()[j];
        return Matrix.wrap(y.rows(), y.columns(), values);
    }

    private double[] values(String method, Matrix x) {
        if (x.columns() != features()) throw new ShapeException(this + "." + method + ": expected [n, " + features() + "], but got [" + x.rows() + ", " + x.columns() + "]");
        return x.toArray();
    }

    @Override public Schema transformed(Schema input) { return input; }

    /// The scaled columns under their names.
    @Override public Table predict(Dataset data, Run run) { return Columnwise.table(this, data); }

    /// What the scaled samples look like: the mean furthest from 0 and the standard deviation furthest from 1 of any column, and the range.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Columnwise.evaluate(this, data); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("shift", StoredTensor.of(columns.shift()));
        tensors.put("scale", StoredTensor.of(columns.scale()));
        return new ModelContent(name, options, schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static ScalerModel restore(ModelContent content) {
        Shape features = Shape.of(content.schema().input().size());
        Columns columns = new Columns(content.tensor("shift", features).doubles(), content.tensor("scale", features).doubles());
        if (IntStream.range(0, columns.scale().length).anyMatch(j -> columns.scale()[j] == 0)) throw new DataException("Model file: expected scales other than 0, but one is 0");
        return new ScalerModel(content.model(), content.settings(), columns, content.schema(), content.provenance());
    }

    /// `standard-scaler: 4 features`
    @Override public String toString() { return name + ": " + features() + (features() == 1 ? " feature" : " features"); }
}
