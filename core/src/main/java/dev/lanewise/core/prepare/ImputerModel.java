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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an [Imputer] learned: a number for the gaps of each column, and which columns have one that says where gaps were.
public final class ImputerModel implements Transform {

    private final Options options;
    private final double[] fill;
    private final int[] indicated;
    private final Schema schema;
    private final Provenance provenance;

    ImputerModel(Options options, double[] fill, int[] indicated, Schema schema, Provenance provenance) {
        this.options = options;
        this.fill = fill;
        this.indicated = indicated;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// What stands for the gaps of each column, `[features]`.
    public double[] fill() { return fill.clone(); }

    @Override public Matrix transform(Matrix x) {
        if (x.columns() != fill.length) throw new ShapeException(this + ".transform: expected [n, " + fill.length + "], but got [" + x.rows() + ", " + x.columns() + "]");
        int width = fill.length + indicated.length;
        double[] to = new double[Math.multiplyExact(x.rows(), width)];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < fill.length; j++) to[i * width + j] = Double.isNaN(x.get(i, j)) ? fill[j] : x.get(i, j);
            for (int k = 0; k < indicated.length; k++) to[i * width + fill.length + k] = Double.isNaN(x.get(i, indicated[k])) ? 1 : 0;
        }
        return Matrix.wrap(x.rows(), width, to);
    }

    @Override public Schema transformed(Schema input) {
        if (indicated.length == 0) return input;
        List<String> names = new ArrayList<>(Columnwise.names(input));
        for (int column : indicated) names.add(names.get(column) + " missing");
        return Transform.flat(input, names, names.size());
    }

    @Override public Table predict(Dataset data, Run run) { return Columnwise.table(this, data); }

    /// What the filled samples look like: the mean furthest from 0 and the standard deviation furthest from 1 of any column, and the range.
    @Override public Evaluation evaluate(Dataset data, Run run) { return Columnwise.evaluate(this, data); }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("fill", StoredTensor.of(fill));
        tensors.put("indicated", StoredTensor.of(Shape.of(indicated.length), Arrays.stream(indicated).asLongStream().toArray()));
        return new ModelContent("imputer", options, schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static ImputerModel restore(ModelContent content) {
        double[] fill = content.tensor("fill", Shape.of(content.schema().input().size())).doubles(), columns = content.tensor("indicated").doubles();
        int[] indicated = Arrays.stream(columns).mapToInt(column -> (int) column).toArray();
        if (Arrays.stream(indicated).anyMatch(column -> column < 0 || column >= fill.length)) {
            throw new DataException("Model file: expected columns in 0 … " + (fill.length - 1) + " in 'indicated', but got " + Arrays.toString(indicated));
        }
        return new ImputerModel(content.settings(), fill, indicated, content.schema(), content.provenance());
    }

    /// `imputer: 4 features`
    @Override public String toString() { return "imputer: " + fill.length + (fill.length == 1 ? " feature" : " features"); }
}
