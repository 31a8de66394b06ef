package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The [Moments] of every class: what discriminants and subspace classifiers are fitted from.
///
/// |               | shape                  |                                                                  |
/// |---------------|------------------------|------------------------------------------------------------------|
/// | `means()`     | `[classes, features]`  | `m_c`, zeros for a class without rows                            |
/// | `within()`    | `[features, features]` | `S_W = Σ_c Σ_{x in c} (x − m_c)(x − m_c)ᵀ`                       |
/// | `between()`   | `[features, features]` | `S_B = Σ_c n_c (m_c − m)(m_c − m)ᵀ`                              |
/// | `total()`     |                        | the moments of all rows: their scatter is `S_W + S_B`            |
///
/// None of the scatters is divided by anything. Like [Moments] they merge, and travel in a file.
public final class ClassMoments {

    private final List<String> classes;
    private final List<Moments> moments;

    ClassMoments(List<String> classes, List<Moments> moments) {
        this.classes = List.copyOf(classes);
        this.moments = List.copyOf(moments);
    }

    /// Known moments of every class.
    ///
    /// @throws ShapeException if there are not as many moments as classes, or they have different numbers of features
    public static ClassMoments of(List<String> classes, List<Moments> moments) {
        boolean fits = classes.size() == moments.size() && !classes.isEmpty() && moments.stream().allMatch(part -> part.features() == moments.getFirst().features());
        if (!fits) throw new ShapeException("ClassMoments: expected moments of the same features for " + classes.size() + " classes, but got " + moments);
        return new ClassMoments(classes, moments);
    }

    /// The moments of the rows of a matrix, row i of class number `labels[i]`; there are as many classes as the greatest label says.
    ///
    /// @throws DataException if a number is not finite, or a label is negative
    public static ClassMoments of(Matrix x, int... labels) {
        List<String> classes = RunningClassMoments.numbered(1 + Arrays.stream(labels).max().orElse(0));
        return RunningClassMoments.of(classes, x.columns(), Run.standard()).add(x, labels).finish();
    }

    /// The moments of a data set with one input and a class as target, row by row and never copied as a whole.
    ///
    /// @throws DataException if a number is not finite, or the target is no class
    public static ClassMoments of(Dataset data, Run run) { return of(data, Precision.FLOAT64, run); }

    /// The same with products in the given precision.
    public static ClassMoments of(Dataset data, Precision precision, Run run) {
        List<String> classes = data.schema().target().classes();
        if (classes.isEmpty()) throw new DataException("ClassMoments: expected a class for every row, but the data has none. Name the column of the class");
        return RunningClassMoments.of(classes, data.schema().input().size(), precision, run).add(data).finish();
    }

    /// The moments of the rows of a source with a class as target, which may be larger than memory.
    ///
    /// @throws DataException if a number is not finite, the target is no class, or a file is broken
    public static ClassMoments of(RowSource source, Run run) {
        List<String> classes = source.schema().target().classes();
        if (classes.isEmpty()) throw new DataException("ClassMoments: expected a class for every row, but the data has none. Name the column of the class");
        return RunningClassMoments.of(classes, source.schema().input().size(), run).add(source).finish();
    }

    /// The names of the classes in the order of their numbers.
    public List<String> classes() { return classes; }

    public int features() { return moments.getFirst().features(); }

    /// The moments of one class.
    public Moments of(int number) { return moments.get(number); }

    /// How many rows each class has.
    public long[] counts() { return moments.stream().mapToLong(Moments::count).toArray(); }

    /// The share of each class in all rows.
    public double[] priors() {
        double all = Arrays.stream(counts()).sum();
        return Arrays.stream(counts()).mapToDouble(count -> all == 0 ? 0 : count / all).toArray();
    }

    /// The mean of each class, one a row.
    public Matrix means() { return Matrix.of(moments.stream().map(Moments::mean).toArray(double[][]::new)); }

    /// The moments of all rows together.
    public Moments total() { return moments.stream().reduce(Moments.none(features()), Moments::plus); }

    /// How the rows scatter around the means of their classes.
    public Matrix within() { return moments.stream().map(Moments::scatter).reduce(Matrix::plus).orElseThrow(); }

    /// How the means of the classes scatter around the mean of all rows.
    public Matrix between() {
        double[] mean = total().mean();
        double[][] weighted = moments.stream().map(part -> weighted(part, mean)).toArray(double[][]::new);
        Matrix rows = Matrix.of(weighted);
        return rows.transposeTimes(rows);
    }

    private static double[] weighted(Moments part, double[] mean) {
        double[] own = part.mean();
        double weight = Math.sqrt(part.count());
        return IntStream.range(0, own.length).mapToDouble(j -> weight * (own[j] - mean[j])).toArray();
    }

    /// The moments of the rows of both, class by class.
    ///
    /// @throws ShapeException if they have other classes or another number of features
    public ClassMoments plus(ClassMoments other) {
        if (!other.classes.equals(classes)) throw new ShapeException("ClassMoments.plus: expected the classes " + classes + ", but got " + other.classes);
        return new ClassMoments(classes, IntStream.range(0, classes.size()).mapToObj(i -> of(i).plus(other.of(i))).toList());
    }

    /// Writes one `.safetensors` file.
    ///
    /// @throws DataException if the file could not be written
    public void save(Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("counts", StoredTensor.of(Shape.of(classes.size()), counts()));
        tensors.put("means", StoredTensor.of(means()));
        for (int i = 0; i < classes.size(); i++) tensors.put("scatter" + i, StoredTensor.of(of(i).scatter()));
        new Safetensors(tensors, Map.of("lanewise", "class-moments", "classes", Options.of(Map.of("classes", classes)).toJson())).write(file);
    }

    /// Reads what [#save] wrote.
    ///
    /// @throws DataException if the file is missing, broken or holds something else
    public static ClassMoments load(Path file) {
        Safetensors content = Safetensors.read(file);
        if (!(content.tensors().get("counts") instanceof StoredTensor.Longs(var _, long[] counts)
                && content.tensors().get("means") instanceof StoredTensor.Doubles(Shape shape, double[] means)
                && shape.rank() == 2 && shape.extent(0) == counts.length && shape.extent(1) > 0 && content.metadata().containsKey("classes"))) {
            throw new DataException(file + ": expected moments of classes with counts [classes] and means [classes, features], but got the tensors " + content.tensors().keySet());
        }
        List<Moments> moments = new ArrayList<>();
        int d = shape.extent(1);
        for (int i = 0; i < counts.length; i++) moments.add(new Moments(counts[i], Arrays.copyOfRange(means, i * d, (i + 1) * d), scatter(content, i, d, file)));
        return of(names(content, file), moments);
    }

    private static Matrix scatter(Safetensors content, int number, int d, Path file) {
        StoredTensor tensor = content.tensors().get("scatter" + number);
        if (tensor != null && tensor.shape().equals(Shape.of(d, d))) return Matrix.wrap(d, d, tensor.doubles());
        throw new DataException(file + ": expected a tensor 'scatter" + number + "' [" + d + ", " + d + "], but it is not there");
    }

    private static List<String> names(Safetensors content, Path file) {
        Options names = Options.parseJson(content.metadata().get("classes"), file + ", classes");
        if (names.value("classes").orElse("") instanceof List<?> list) return list.stream().map(Object::toString).toList();
        throw new DataException(file + ", classes: expected a list of names");
    }

    /// `ClassMoments(3 classes, 150 rows of 4 features)`
    @Override public String toString() {
        return "ClassMoments(" + classes.size() + (classes.size() == 1 ? " class, " : " classes, ") + Arrays.stream(counts()).sum() + " rows of " + features() + " features)";
    }
}
