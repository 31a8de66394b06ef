package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a [Perceptron] learned: weighted sums, and the class that they decide for.
///
/// It knows no probabilities: `predict` gives the columns `class` and, for each weighted sum, `z` or `z(CLASS)`.
public final class PerceptronModel implements Model {

    private final Perceptron perceptron;
    private final List<Voters> voters;
    private final List<Learning> learnings;
    private final double[] margins;
    private final Schema schema;
    private final Provenance provenance;

    PerceptronModel(Perceptron perceptron, List<Voters> voters, List<Learning> learnings, double[] margins, Schema schema, Provenance provenance) {
        this.perceptron = perceptron;
        this.voters = voters;
        this.learnings = learnings;
        this.margins = margins;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// A perceptron with given weights, for the classes `0` and `1`.
    public static PerceptronModel of(double[] weights, double bias) {
        double[] machine = java.util.Arrays.copyOf(weights, weights.length + 1);
        machine[weights.length] = bias;
        Schema schema = new Schema(List.of(Shape.of(weights.length)), List.of(), Target.classes("", List.of("0", "1")));
        return new PerceptronModel(Perceptron.standard(), List.of(Voters.single(1, machine)), List.of(new Learning(List.of(), Learning.Verdict.UNDECIDED, 0, java.util.Optional.empty())),
                new double[] {Double.NaN}, schema, new Provenance(0, "", 0));
    }

    public List<String> classes() { return schema.target().classes(); }

    public int features() { return schema.input().size(); }

    /// How each perceptron learned: one, or one for each class against the others.
    public List<Learning> learnings() { return learnings; }

    /// The weighted sums `[n, 1]`, or `[n, classes]`; of the variant `VOTED` the share of votes for less that of votes against.
    ///
    /// @throws ShapeException if the width is not the one it was fitted on
    public Matrix decision(Matrix x) {
        if (x.columns() != features()) throw new ShapeException(this + ".decision: expected [n, " + features() + "], but got [" + x.rows() + ", " + x.columns() + "]");
        int width = outputs();
        double[] all = new double[Math.multiplyExact(x.rows(), width)], row = new double[features()];
        for (int i = 0; i < x.rows(); i++) {
            x.row(i).copyTo(row, 0, row.length);
            decide(row, all, i * width);
        }
        return Matrix.wrap(x.rows(), width, all);
    }

    /// `z = w · x + b` for one sample, one number for each column of [#decision(Matrix)].
    public double[] decision(double... x) { return decision(Matrix.of(1, x.length, x)).toArray(); }

    /// The number of the class of one sample: Heaviside's step of z where there is a single one, `z ≥ 0` is 1; else the greatest.
    public int classOf(double... x) { return Decisions.of(decision(Matrix.of(1, x.length, x)), 0); }

    private void decide(double[] x, double[] to, int at) {
        int from = at;
        for (Voters voter : voters) {
            voter.decide(x, to, from);
            from += voter.rows();
        }
    }

    private int outputs() { return voters.stream().mapToInt(Voters::rows).sum(); }

    /// The hyperplane between the two classes.
    ///
    /// @throws DataException if there are several
    public Boundary boundary() {
        if (outputs() > 1) throw new DataException(this + ".boundary: expected two classes and one row of weights, but there are " + outputs() + ". Ask for the boundary of a class");
        return boundary(0);
    }

    /// The hyperplane between a class and all others.
    ///
    /// @throws DataException if each class has no hyperplane of its own: by the rule `MULTICLASS` or the variant `VOTED`
    public Boundary boundary(int of) {
        Voters voter = voters.get(java.util.Objects.checkIndex(of, voters.size()));
        if (voter.voting() || voter.rows() > 1) throw new DataException(this + ".boundary: expected one hyperplane for each class, but " + perceptron + " has none");
        int features = features();
        return new Boundary(java.util.Arrays.copyOf(voter.machine(), features), voter.machine()[features], margins[of]);
    }

    @Override public Table predict(Dataset data, Run run) { return Decisions.table(classes(), decision(Samples.finite(this, data).data().matrix())); }

    /// `accuracy`.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Decisions.evaluate(this, data, classes(), decision(Samples.of(this, data).data().matrix())); }

    /// One for every perceptron that did not converge.
    @Override public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < learnings.size(); i++) remarks.addAll(learnings.get(i).remarks(learnings.size() == 1 ? "the classes" : "class '" + classes().get(i) + "' and all others"));
        return remarks;
    }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < voters.size(); i++) {
            Voters voter = voters.get(i);
            Learning learning = learnings.get(i);
            double[] bound = learning.bound().map(found -> new double[] {found.radius(), found.margin()}).orElse(new double[0]);
            tensors.put(i + ".machines", StoredTensor.of(Matrix.stackRows(voter.machines().stream().map(machine -> Matrix.of(1, machine.length, machine)).toArray(Matrix[]::new))));
            tensors.put(i + ".votes", longs(voter.votes().stream().mapToLong(Long::longValue).toArray()));
            tensors.put(i + ".mistakes", longs(learning.mistakes().stream().mapToLong(Integer::longValue).toArray()));
            tensors.put(i + ".verdict", longs(learning.verdict().ordinal(), learning.cycle()));
            tensors.put(i + ".bound", StoredTensor.of(bound));
        }
        tensors.put("margins", StoredTensor.of(margins));
        return new ModelContent("perceptron", perceptron.options(), schema, provenance, tensors);
    }

    private static StoredTensor longs(long... values) { return StoredTensor.of(Shape.of(values.length), values); }

    /// The model whose [#content()] this was.
    static PerceptronModel restore(ModelContent content) {
        Perceptron perceptron = Perceptron.of(content.settings());
        int features = content.schema().input().size(), classes = content.schema().target().classes().size();
        boolean together = perceptron.rule() == Perceptron.Rule.MULTICLASS;
        int rows = together ? classes : 1, parts = together || classes == 2 ? 1 : classes;
        List<Voters> voters = new ArrayList<>();
        List<Learning> learnings = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            voters.add(voters(content, i, rows, features, perceptron.variant() == Perceptron.Variant.VOTED));
            learnings.add(learning(content, i));
        }
        return new PerceptronModel(perceptron, voters, learnings, content.tensor("margins", Shape.of(parts)).doubles(), content.schema(), content.provenance());
    }

    private static Voters voters(ModelContent content, int part, int rows, int features, boolean voting) {
        StoredTensor stored = content.tensor(part + ".machines", Shape.of(Shape.ANY, rows * (features + 1)));
        Matrix machines = content.matrix(part + ".machines");
        List<double[]> all = new ArrayList<>();
        for (int m = 0; m < machines.rows(); m++) all.add(machines.row(m).toArray());
        double[] votes = content.tensor(part + ".votes", Shape.of(stored.shape().extent(0))).doubles();
        if (all.isEmpty()) throw new DataException("Model file: expected weights in '" + part + ".machines', but it is empty");
        return new Voters(rows, all, java.util.Arrays.stream(votes).mapToObj(vote -> (long) vote).toList(), voting);
    }

    private static Learning learning(ModelContent content, int part) {
        double[] verdict = content.tensor(part + ".verdict", Shape.of(2)).doubles(), bound = content.tensor(part + ".bound").doubles();
        List<Integer> mistakes = java.util.Arrays.stream(content.tensor(part + ".mistakes").doubles()).mapToObj(count -> (int) count).toList();
        Learning.Verdict[] verdicts = Learning.Verdict.values();
        if (!(verdict[0] >= 0 && verdict[0] < verdicts.length)) throw new DataException("Model file: expected a verdict in 0 … " + (verdicts.length - 1) + ", but got " + verdict[0]);
        return new Learning(mistakes, verdicts[(int) verdict[0]], (int) verdict[1],
                bound.length == 2 ? java.util.Optional.of(new Learning.Bound(bound[0], bound[1])) : java.util.Optional.empty());
    }

    /// `Perceptron: 2 features, 2 classes, CONVERGED after 6 epochs and 9 mistakes (at most 54 were possible)`
    @Override public String toString() {
        String head = "Perceptron: " + features() + (features() == 1 ? " feature, " : " features, ") + classes().size() + " classes";
        return learnings.size() == 1 ? head + ", " + learnings.getFirst() : head;
    }
}
