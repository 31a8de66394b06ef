package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What [Adaline] learned: weighted sums, and the class that they decide for.
///
/// It knows no probabilities: `predict` gives the columns `class` and, for each weighted sum, `z` or `z(CLASS)`.
public final class AdalineModel implements Model {

    private final Adaline description;
    private final LinearUnits units;
    private final double[] losses;
    private final Schema schema;
    private final Provenance provenance;

    AdalineModel(Adaline description, LinearUnits units, double[] losses, Schema schema, Provenance provenance) {
        this.description = description;
        this.units = units;
        this.losses = losses;
        this.schema = schema;
        this.provenance = provenance;
    }

    public List<String> classes() { return schema.target().classes(); }

    /// The weights, `[1, features]` for two classes, else `[classes, features]`.
    public Matrix coefficients() { return units.weights(); }

    public double[] intercepts() { return units.biases().clone(); }

    /// The mean of `½ Σ (y − z)²` in each epoch, as the samples were met.
    public double[] losses() { return losses.clone(); }

    /// The weighted sums, `[n, 1]` or `[n, classes]`.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    public Matrix decision(Matrix x) { return units.of(x, this); }

    @Override public Table predict(Dataset data, Run run) { return Decisions.table(classes(), decision(Samples.finite(this, data).data().matrix())); }

    /// `accuracy`.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Decisions.evaluate(this, data, classes(), decision(Samples.of(this, data).data().matrix())); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(units.tensors());
        tensors.put("losses", StoredTensor.of(losses));
        return new ModelContent("adaline", description.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static AdalineModel restore(ModelContent content) {
        int classes = content.schema().target().classes().size();
        if (classes < 2) throw new DataException("Model file: expected at least two classes, but got " + classes);
        return new AdalineModel(Adaline.of(content.settings()), LinearUnits.restore(content, classes == 2 ? 1 : classes),
                content.tensor("losses", Shape.of(Shape.ANY)).doubles(), content.schema(), content.provenance());
    }

    /// `Adaline: 2 features, 2 classes`
    @Override public String toString() { return "Adaline: " + units.features() + (units.features() == 1 ? " feature, " : " features, ") + classes().size() + " classes"; }
}
