package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// What [KLTransform] learned: the axes of a second moment, and what it holds along each of them.
public final class KLModel implements Reducer {

    private final KLTransform transform;
    private final AxisTransform frame;
    private final double[] allEigenvalues;
    private final Schema schema;
    private final Provenance provenance;

    KLModel(KLTransform transform, AxisTransform frame, double[] allEigenvalues, Schema schema, Provenance provenance) {
        this.transform = transform;
        this.frame = frame;
        this.allEigenvalues = allEigenvalues;
        this.schema = schema;
        this.provenance = provenance;
    }

    @Override public int dimensions() { return frame.axes().rows(); }

    public int features() { return frame.features(); }

    /// What is taken from rows, zeros where they are not centred: `[features]`.
    public double[] mean() { return frame.mean().clone(); }

    /// The axes, one a row: `[components, features]`.
    public Matrix components() { return frame.axes(); }

    /// The moment along each kept axis, `λᵢ = uᵢᵀ M uᵢ`: `[components]`.
    public double[] eigenvalues() { return Arrays.copyOf(allEigenvalues, dimensions()); }

    /// What the kept axes hold of the moment, `Σ_{i≤k} λᵢ`.
    public double gain() { return Arrays.stream(eigenvalues()).sum(); }

    /// What the others lose, `J = Σ_{i>k} λᵢ`: the mean squared distance of the rows from their reconstructions where M is a mean of squares.
    public double loss() { return Arrays.stream(allEigenvalues).skip(dimensions()).sum(); }

    @Override public Table spectrum() {
        double[] ratio = Arrays.copyOf(shares(), dimensions()), cumulative = ratio.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        return Table.empty().with("eigenvalue", eigenvalues()).with("ratio", ratio).with("cumulative", cumulative);
    }

    @Override public double[] shares() {
        double total = Arrays.stream(allEigenvalues).sum();
        return Arrays.stream(allEigenvalues).map(value -> total == 0 ? 0 : value / total).toArray();
    }

    @Override public Matrix transform(Matrix x) { return transform(x, Backend.standard()); }

    private Matrix transform(Matrix x, Backend backend) {
        if (x.columns() != features()) throw new ShapeException(transform + ".transform: expected [n, " + features() + "], the width it was fitted on, but got [" + x.rows() + ", " + x.columns() + "]");
        return frame.coordinates(x, backend);
    }

    @Override public Matrix inverseTransform(Matrix coordinates) { return inverseTransform(coordinates, Backend.standard()); }

    private Matrix inverseTransform(Matrix coordinates, Backend backend) {
        if (coordinates.columns() != dimensions()) {
            throw new ShapeException(transform + ".inverseTransform: expected [n, " + dimensions() + "], the number of its components, but got [" + coordinates.rows() + ", " + coordinates.columns() + "]");
        }
        return frame.rows(coordinates, backend);
    }

    @Override public Table predict(Dataset data, Run run) {
        return Table.of(transform(samples(data), run.backend()), IntStream.rangeClosed(1, dimensions()).mapToObj(i -> "kl" + i).toArray(String[]::new));
    }

    /// `rmse`, the error of reconstruction in the units of the data.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        Matrix x = samples(data);
        double lost = x.minus(inverseTransform(transform(x, run.backend()), run.backend())).norm();
        return new Evaluation(data.size(), Map.of("rmse", lost / Math.sqrt(Math.max(1, (long) x.rows() * x.columns()))));
    }

    private Matrix samples(Dataset data) {
        if (data.schema().inputs().size() == 1 && data.schema().input().size() == features()) return data.matrix();
        throw new DataException(transform + ": expected samples of " + features() + " features, as it was fitted on, but got " + data.schema().inputs());
    }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("mean", StoredTensor.of(frame.mean()));
        tensors.put("scale", StoredTensor.of(frame.scale()));
        tensors.put("axes", StoredTensor.of(frame.axes()));
        tensors.put("eigenvalues", StoredTensor.of(allEigenvalues));
        return new ModelContent("kl-transform", transform.options(), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static KLModel restore(ModelContent content) {
        double[] mean = content.tensor("mean", Shape.of(Shape.ANY)).doubles(), scale = content.tensor("scale", Shape.of(Shape.ANY)).doubles();
        Matrix axes = content.matrix("axes");
        double[] eigenvalues = content.tensor("eigenvalues", Shape.of(Shape.ANY)).doubles();
        if (axes.columns() != mean.length || scale.length != 0 && scale.length != mean.length || axes.rows() > eigenvalues.length) {
            throw new DataException("Model file: expected axes [components, " + mean.length + "] and a scale of as many numbers or none, but got " + axes + " and " + scale.length);
        }
        return new KLModel(KLTransform.of(content.settings()), new AxisTransform(mean, scale, axes), eigenvalues, content.schema(), content.provenance());
    }

    /// `KLTransform(covariance): 4 features -> 2 components`
    @Override public String toString() { return String.format(Locale.ROOT, "%s: %d features -> %d components", transform, features(), dimensions()); }
}
