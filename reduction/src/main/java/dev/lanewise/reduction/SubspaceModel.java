package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What [Subspace], [LearningSubspace] and [DifferenceSubspace] learned: a subspace for each class.
///
/// `probabilities(x)` are the similarities divided by their sum: they rank classes as the similarities do, but are not calibrated.
public final class SubspaceModel implements Classifier {

    /// What stands in the column `class` for a sample that belongs to none.
    public static final String REJECTED = "(none)";

    /// Which provider made it, by which settings.
    record Recipe(String provider, Options settings, double rejectBelow) { }

    /// Samples that are compared at a time.
    private static final int BLOCK = 2048;

    private final Recipe recipe;
    private final Subspaces subspaces;
    private final Matrix projection;
    private final Schema schema;
    private final Provenance provenance;

    SubspaceModel(Recipe recipe, Subspaces subspaces, Schema schema, Provenance provenance) { this(recipe, subspaces, Matrix.zeros(0, subspaces.features()), schema, provenance); }

    /// @param projection `[axes, features]`, what samples are projected on before they are compared; without rows for none
    SubspaceModel(Recipe recipe, Subspaces subspaces, Matrix projection, Schema schema, Provenance provenance) {
        this.recipe = recipe;
        this.subspaces = subspaces;
        this.projection = projection;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public List<String> classes() { return schema.target().classes(); }

    public int features() { return projection.columns(); }

    /// The orthonormal basis of a class, one axis a row: `[dimensions, features]`, or `[dimensions, axes]` after a projection.
    public Matrix basis(int classNumber) { return subspaces.bases().get(classNumber); }

    /// How near each sample lies to each class, 0 … 1: `[n, classes]`.
    ///
    /// @throws ShapeException if the width is not the one it was fitted on
    public Matrix similarities(Matrix x) { return subspaces.similarities(projected(x)); }

    /// Block by block, so that the samples are not copied as a whole.
    private Matrix similarities(Dataset data) {
        int n = data.size(), d = data.schema().input().size(), classes = classes().size();
        double[] all = new double[Math.multiplyExact(n, classes)];
        for (int from = 0; from == 0 || from < n; from += BLOCK) {
            int count = Math.min(BLOCK, n - from);
            double[] rows = new double[count * d];
            for (int i = 0; i < count; i++) data.readInput(0, from + i, rows, i * d);
            Rows.requireFinite(toString(), Matrix.wrap(count, d, rows), from);
            similarities(Matrix.wrap(count, d, rows)).copyTo(all, from * classes, classes);
        }
        return Matrix.wrap(n, classes, all);
    }

    private Matrix projected(Matrix x) {
        if (x.columns() != features()) throw new ShapeException(this + ": expected [n, " + features() + "], but got [" + x.rows() + ", " + x.columns() + "]");
        return projection.rows() == 0 ? x : x.times(projection.transpose());
    }

    /// How near the subspace of a whole set of samples of one unknown class lies to each class: the mutual subspace method.
    ///
    /// @param set `[n, features]`, such as several pictures of one thing
    /// @param dimensions of the subspace of the set
    /// @param angles how many canonical angles count
    /// @return `[classes]`, the mean `cos²` of the smallest angles
    /// @see <a href="https://doi.org/10.1109/AFGR.1998.670968">Yamaguchi, Fukui, Maeda: Face recognition using temporal image sequence</a>
    public double[] similaritiesOfSet(Matrix set, int dimensions, int angles) {
        Matrix x = projected(set);
        if (x.rows() == 0) throw new DataException(this + ": expected at least one sample in a set, but got none");
        Matrix basis = Subspaces.basis(Moments.of(new UnitRows(LabelledRows.of(x, new int[x.rows()])), Run.standard()).autocorrelation(), Keep.count(dimensions), x.rows(), Backend.standard());
        return subspaces.bases().stream().mapToDouble(own -> own.rows() == 0 || basis.rows() == 0 ? 0 : CanonicalAngles.between(basis, own).similarity(angles)).toArray();
    }

    @Override public Matrix probabilities(Matrix x) {
        double[] p = similarities(x).toArray();
        int classes = classes().size();
        for (int from = 0; from < p.length; from += classes) {
            double sum = 0;
            for (int c = from; c < from + classes; c++) sum += p[c];
            for (int c = from; c < from + classes; c++) p[c] = sum == 0 ? 1.0 / classes : p[c] / sum;
        }
        return Matrix.wrap(x.rows(), classes, p);
    }

    /// The columns `class` ([#REJECTED] for none), `similarity`, and `s(NAME)` for each class.
    @Override public Table predict(Dataset data, Run run) {
        Matrix similarities = similarities(data);
        int[] best = IntStream.range(0, similarities.rows()).map(i -> nearest(similarities, i)).toArray();
        double[] largest = IntStream.range(0, best.length).mapToDouble(i -> maximum(similarities, i)).toArray();
        Table table = Table.empty().with("class", IntStream.of(best).mapToObj(c -> c < 0 ? REJECTED : classes().get(c)).toList()).with("similarity", largest);
        for (int c = 0; c < classes().size(); c++) table = table.with("s(" + classes().get(c) + ")", similarities.column(c).toArray());
        return table;
    }

    /// The class that a sample lies nearest to, −1 if it belongs to none.
    private int nearest(Matrix similarities, int row) {
        int best = dev.lanewise.core.model.ClassTable.best(similarities, row);
        return similarities.get(row, best) < recipe.rejectBelow() ? -1 : best;
    }

    private static double maximum(Matrix similarities, int row) { return similarities.row(row).maxAbs(); }

    /// `accuracy` over all samples by their weights, a rejected one counting as wrong, and `rejected`, their share.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        if (!data.schema().target().classes().equals(classes())) {
            throw new DataException(this + ": expected the classes " + classes() + " as the target, as they were learned, but the data has " + data.schema().target().classes());
        }
        Matrix similarities = similarities(data);
        float[] label = new float[1];
        double right = 0, rejected = 0, all = 0;
        for (int i = 0; i < data.size(); i++) {
            data.readTarget(i, label, 0);
            int nearest = nearest(similarities, i);
            double weight = data.weight(i);
            all += weight;
            if (nearest == (int) label[0]) right += weight;
            if (nearest < 0) rejected += weight;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accuracy", all == 0 ? 0 : right / all);
        figures.put("rejected", all == 0 ? 0 : rejected / all);
        return new Evaluation(data.size(), figures);
    }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int c = 0; c < classes().size(); c++) tensors.put("basis" + c, StoredTensor.of(basis(c)));
        tensors.put("means", StoredTensor.of(subspaces.means()));
        tensors.put("projection", StoredTensor.of(projection));
        return new ModelContent(recipe.provider(), recipe.settings().with("reject-below", recipe.rejectBelow()), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static SubspaceModel restore(ModelContent content) {
        Matrix means = content.matrix("means"), projection = content.matrix("projection");
        List<Matrix> bases = new ArrayList<>();
        for (int c = 0; c < content.schema().target().classes().size(); c++) {
            Matrix basis = content.matrix("basis" + c);
            if (basis.columns() != means.columns()) throw new DataException("Model file: expected a basis [dimensions, " + means.columns() + "] of class " + c + ", but got " + basis);
            bases.add(basis);
        }
        if (means.rows() != bases.size() || projection.rows() != 0 && projection.rows() != means.columns()) {
            throw new DataException("Model file: expected means [" + bases.size() + ", features], but got " + means + " and a projection " + projection);
        }
        Recipe recipe = new Recipe(content.model(), content.settings(), content.settings().number("reject-below", 0));
        return new SubspaceModel(recipe, new Subspaces(bases, means), projection, content.schema(), content.provenance());
    }

    /// `Subspaces of 10 classes: 784 features`
    @Override public String toString() { return "Subspaces of " + classes().size() + " classes: " + features() + " features"; }
}
