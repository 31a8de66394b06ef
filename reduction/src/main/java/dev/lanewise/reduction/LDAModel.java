package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What [LDA] learned: axes for looking at data, and linear scores for telling classes apart.
///
/// `transform(x) = (x − center) · axes`; `inverseTransform` gives the samples nearest to the center that have these coordinates.
public final class LDAModel implements Reducer, Classifier {

    private final LDA lda;
    private final List<String> classes;
    private final Discriminants found;
    private final Schema schema;
    private final Provenance provenance;

    LDAModel(LDA lda, List<String> classes, Discriminants found, Schema schema, Provenance provenance) {
        this.lda = lda;
        this.classes = classes;
        this.found = found;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public List<String> classes() { return classes; }

    public int features() { return found.center().length; }

    @Override public int dimensions() { return found.axes().columns(); }

    /// The axes, one a row: `[axes, features]`; without rows for the solver `LSQR`.
    public Matrix axes() { return found.axes().transpose(); }

    /// The share of each axis in what lies between classes: `[axes]`; scikit-learn's `explained_variance_ratio_`.
    public double[] explainedVarianceRatio() { return java.util.Arrays.copyOf(found.ratios(), dimensions()); }

    /// `[classes, features]`: the score of a class is `x · coefficients + intercept`.
    public Matrix coefficients() { return found.coefficients(); }

    /// `[classes]`; −∞ for a class that had no rows.
    public double[] intercepts() { return found.intercepts().clone(); }

    @Override public Table spectrum() { return Table.empty().with("ratio", explainedVarianceRatio()); }

    @Override public Matrix transform(Matrix x) {
        requireAxes();
        requireWidth("transform", x, features());
        return minusRow(x.times(found.axes()), Matrix.of(1, features(), found.center()).times(found.axes()).toArray());
    }

    @Override public Matrix inverseTransform(Matrix coordinates) {
        requireAxes();
        requireWidth("inverseTransform", coordinates, dimensions());
        double[] away = found.center().clone();
        for (int j = 0; j < away.length; j++) away[j] = -away[j];
        return minusRow(coordinates.times(SVD.of(found.axes()).pseudoInverse()), away);
    }

    private static Matrix minusRow(Matrix matrix, double[] row) {
        double[] values = matrix.toArray();
        for (int i = 0; i < values.length; i++) values[i] -= row[i % row.length];
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    private void requireAxes() {
        if (dimensions() > 0) return;
        throw new DataException(lda + (lda.solver() == LDA.Solver.LSQR ? ": expected a solver that finds axes, but lsqr only classifies. Use svd or eigen"
                : ": expected classes whose means differ, but there is no axis along which they do"));
    }

    private void requireWidth(String method, Matrix x, int width) {
        if (x.columns() != width) throw new ShapeException(lda + "." + method + ": expected [n, " + width + "], but got [" + x.rows() + ", " + x.columns() + "]");
    }

    /// The scores of the classes, `[n, classes]`: `ln πc p(x | c)` up to a number that all classes of a row share.
    public Matrix scores(Matrix x) {
        requireWidth("scores", x, features());
        double[] away = found.intercepts().clone();
        for (int c = 0; c < away.length; c++) away[c] = -away[c];
        return minusRow(x.times(found.coefficients().transpose()), away);
    }

    @Override public Matrix probabilities(Matrix x) { return Softmax.rows(scores(x)); }

    @Override public Table predict(Dataset data, Run run) { return Classifier.super.predict(data, run); }

    @Override public Evaluation evaluate(Dataset data, Run run) { return Classifier.super.evaluate(data, run); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("axes", StoredTensor.of(axes()));
        tensors.put("ratios", StoredTensor.of(found.ratios()));
        tensors.put("center", StoredTensor.of(found.center()));
        tensors.put("coefficients", StoredTensor.of(found.coefficients()));
        tensors.put("intercepts", StoredTensor.of(found.intercepts()));
        return new ModelContent("lda", lda.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static LDAModel restore(ModelContent content) {
        List<String> classes = content.schema().target().classes();
        Matrix coefficients = content.matrix("coefficients"), axes = content.matrix("axes");
        double[] center = content.tensor("center").doubles(), intercepts = content.tensor("intercepts").doubles();
        if (coefficients.rows() != classes.size() || coefficients.columns() != center.length || axes.columns() != center.length || intercepts.length != classes.size()) {
            throw new DataException("Model file: expected coefficients [" + classes.size() + ", " + center.length + "], but got " + coefficients + " and axes " + axes);
        }
        Discriminants found = new Discriminants(coefficients, intercepts, center, axes.transpose(), content.tensor("ratios").doubles());
        return new LDAModel(LDA.of(content.settings()), classes, found, content.schema(), content.provenance());
    }

    /// `LDA: 4 features, 3 classes -> 2 axes`
    @Override public String toString() { return "LDA: " + features() + " features, " + classes.size() + " classes -> " + dimensions() + (dimensions() == 1 ? " axis" : " axes"); }
}
