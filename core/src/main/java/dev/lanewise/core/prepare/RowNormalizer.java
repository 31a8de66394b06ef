package dev.lanewise.core.prepare;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Transform;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.Map;

/// Every sample scaled to length 1; a sample of zeros stays as it is. It learns nothing, and there is no way back.
///
/// | | shape | |
/// |---|---|---|
/// | `transform(x)` | `[n, features]`, as before | `x / ‖x‖` in every row |
///
/// @param norm what the length is
public record RowNormalizer(Norm norm) implements Estimator {

    /// The length of a sample.
    public enum Norm {
        /// The sum of magnitudes
        L1,
        /// The root of the sum of squares
        L2,
        /// The greatest magnitude
        MAX
    }

    /// By the root of the sum of squares.
    public static RowNormalizer standard() { return new RowNormalizer(Norm.L2); }

    @Override public Fitted fit(Dataset data, Run run) {
        data.schema().input();
        return new Fitted(norm, data.schema(), Provenance.of(data, run));
    }

    @Override public Fitted fit(Dataset data) { return fit(data, Run.standard()); }

    /// A normaliser for samples of one kind.
    public record Fitted(Norm norm, Schema schema, Provenance provenance) implements Transform {

        @Override public Matrix transform(Matrix x) {
            int width = schema.input().size();
            if (x.columns() != width) throw new ShapeException(this + ".transform: expected [n, " + width + "], but got [" + x.rows() + ", " + x.columns() + "]");
            double[] values = x.toArray();
            for (int i = 0; i < x.rows(); i++) scale(values, i * width, width);
            return Matrix.wrap(x.rows(), width, values);
        }

        private void scale(double[] x, int from, int n) {
            double length = 0;
            for (int j = from; j < from + n; j++) {
                double size = Math.abs(x[j]);
                length = switch (norm) {
                    case L1 -> length + size;
                    case L2 -> Math.hypot(length, size);
                    case MAX -> Math.max(length, size);
                };
            }
            if (length > 0) for (int j = from; j < from + n; j++) x[j] /= length;
        }

        @Override public Schema transformed(Schema input) { return input; }

        @Override public Table predict(Dataset data, Run run) { return Columnwise.table(this, data); }

        /// What the scaled samples look like: the mean furthest from 0 and the standard deviation furthest from 1 of any column, and the range.
        @Override public Evaluation evaluate(Dataset data, Run run) { return Columnwise.evaluate(this, data); }

        @Override public ModelContent content() { return new ModelContent("row-normalizer", Options.none().with("norm", norm), schema, provenance, Map.of()); }

        @Override public String toString() { return "row-normalizer: " + schema.input().size() + " features"; }
    }

    /// Names it `row-normalizer`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "row-normalizer"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Every sample scaled to length 1."; }

        @Override public List<Option> options() { return List.of(new Option("norm", Type.TEXT, "l2", "l1, l2, max", "What the length of a sample is.")); }

        @Override public Estimator create(Options options) { return new RowNormalizer(options.choice("norm", Norm.L2)); }

        @Override public Model restore(ModelContent content) { return new Fitted(content.settings().choice("norm", Norm.L2), content.schema(), content.provenance()); }
    }
}
