package dev.lanewise.nn.dense;

import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// What [LogisticRegression] learned: probabilities from weighted sums.
public final class LogisticModel implements Classifier {

    private final LogisticRegression description;
    private final LinearUnits units;
    private final Schema schema;
    private final Provenance provenance;

    LogisticModel(LogisticRegression description, LinearUnits units, Schema schema, Provenance provenance) {
        this.description = description;
        this.units = units;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public List<String> classes() { return schema.target().classes(); }

    /// The weights, `[1, features]` for two classes, else `[classes, features]`.
    public Matrix coefficients() { return units.weights(); }

    /// The biases, one for each row of [#coefficients()]; −∞ for a class that had no samples.
    public double[] intercepts() { return units.biases().clone(); }

    /// The weighted sums: the log odds of the second class, `[n, 1]`, or `[n, classes]`.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    public Matrix decision(Matrix x) { return units.of(x, this); }

    @Override public Matrix probabilities(Matrix x) {
        Matrix z = decision(x);
        return z.columns() == 1 ? binary(z) : softmax(z);
    }

    private static Matrix binary(Matrix z) {
        double[] p = new double[2 * z.rows()];
        for (int i = 0; i < z.rows(); i++) {
            p[2 * i] = 1 / (1 + Math.exp(z.get(i, 0)));
            p[2 * i + 1] = 1 / (1 + Math.exp(-z.get(i, 0)));
        }
        return Matrix.wrap(z.rows(), 2, p);
    }

    private static Matrix softmax(Matrix z) {
        int classes = z.columns();
        double[] p = z.toArray();
        for (int from = 0; from < p.length; from += classes) {
            double largest = Double.NEGATIVE_INFINITY, sum = 0;
            for (int k = from; k < from + classes; k++) largest = Math.max(largest, p[k]);
            for (int k = from; k < from + classes; k++) sum += p[k] = Math.exp(p[k] - largest);
            for (int k = from; k < from + classes; k++) p[k] /= sum;
        }
        return Matrix.wrap(z.rows(), classes, p);
    }

    @Override public ModelContent content() { return new ModelContent("logistic-regression", description.options(), schema, provenance, units.tensors()); }

    /// The model whose [#content()] this was.
    static LogisticModel restore(ModelContent content) {
        int classes = content.schema().target().classes().size();
        return new LogisticModel(LogisticRegression.of(content.settings()), LinearUnits.restore(content, classes == 2 ? 1 : classes), content.schema(), content.provenance());
    }

    /// `LogisticRegression: 4 features, 3 classes`
    @Override public String toString() { return "LogisticRegression: " + units.features() + (units.features() == 1 ? " feature, " : " features, ") + classes().size() + " classes"; }
}
