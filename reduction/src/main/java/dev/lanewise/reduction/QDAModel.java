package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What [QDA] learned: a normal distribution for each class.
///
/// | | shape | |
/// |---|---|---|
/// | `scores(x)` | `[n, classes]` | `ln πc + ln p(x; c)`, up to a number for each row |
/// | `probabilities(x)` | `[n, classes]` | the softmax of the scores |
///
/// @see QDA
public final class QDAModel implements Classifier {

    private final QDA qda;
    private final List<ClassNormal> normals;
    private final Schema schema;
    private final Provenance provenance;

    QDAModel(QDA qda, List<ClassNormal> normals, Schema schema, Provenance provenance) {
        this.qda = qda;
        this.normals = List.copyOf(normals);
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public List<String> classes() { return schema.target().classes(); }

    public int features() { return normals.getFirst().mean().length; }

    /// `ln πc p(x | c)` up to a number that all classes of a row share: `[n, classes]`.
    public Matrix scores(Matrix x) {
        if (x.columns() != features()) throw new ShapeException(qda + ".scores: expected [n, " + features() + "], but got [" + x.rows() + ", " + x.columns() + "]");
        double[] scores = new double[Math.multiplyExact(x.rows(), normals.size())];
        for (int c = 0; c < normals.size(); c++) {
            double[] own = normals.get(c).scores(x);
            for (int i = 0; i < own.length; i++) scores[i * normals.size() + c] = own[i];
        }
        return Matrix.wrap(x.rows(), normals.size(), scores);
    }

    @Override public Matrix probabilities(Matrix x) { return Softmax.rows(scores(x)); }

    @Override public ModelContent content() {
        int classes = normals.size(), d = features();
        double[] whitenings = new double[Math.multiplyExact(classes, d * d)];
        for (int c = 0; c < classes; c++) normals.get(c).whitening().copyTo(whitenings, c * d * d, d);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("means", StoredTensor.of(Matrix.of(normals.stream().map(ClassNormal::mean).toArray(double[][]::new))));
        tensors.put("whitenings", StoredTensor.of(Shape.of(classes, d, d), whitenings));
        tensors.put("logpriors", StoredTensor.of(normals.stream().mapToDouble(ClassNormal::logPrior).toArray()));
        tensors.put("logdeterminants", StoredTensor.of(normals.stream().mapToDouble(ClassNormal::logDeterminant).toArray()));
        return new ModelContent("qda", qda.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static QDAModel restore(ModelContent content) {
        Matrix means = content.matrix("means");
        int classes = means.rows(), d = means.columns();
        if (classes == 0 || classes != content.schema().target().classes().size()) throw new DataException("Model file: expected means of " + content.schema().target().classes().size() + " classes, but got " + means);
        double[] whitenings = content.tensor("whitenings", Shape.of(classes, d, d)).doubles();
        double[] priors = content.tensor("logpriors", Shape.of(classes)).doubles(), determinants = content.tensor("logdeterminants", Shape.of(classes)).doubles();
        List<ClassNormal> normals = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            Matrix whitening = Matrix.wrap(d, d, java.util.Arrays.copyOfRange(whitenings, c * d * d, (c + 1) * d * d));
            normals.add(new ClassNormal(priors[c], means.row(c).toArray(), whitening, determinants[c]));
        }
        return new QDAModel(QDA.of(content.settings()), normals, content.schema(), content.provenance());
    }

    /// `QDA: 4 features, 3 classes`
    @Override public String toString() { return "QDA: " + features() + " features, " + normals.size() + " classes"; }
}
