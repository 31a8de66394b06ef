package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// Principal components in the space that a similarity function spans: curved where the data is.
///
/// With `Kᵢⱼ = k(xᵢ, xⱼ)`, centred, and `K = V Λ Vᵀ`, the coordinates of the rows are `V Λ^½`, and those of a new x `k(x, ·) V Λ^(−½)`, centred likewise.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite; memory grows with n² |
/// | `transform(x)` | `[m, components]` | |
///
/// The way back is not exact: rows are learned from their coordinates by ridge regression with the same function of the coordinates, `alpha` being the ridge.
///
/// @param components how many, at least 1; fewer if the data spans fewer
/// @param similarity k
/// @param alpha ridge of the way back, > 0
/// @see <a href="https://doi.org/10.1162/089976698300017467">Schölkopf, Smola, Müller: Nonlinear component analysis as a kernel eigenvalue problem; Bakır, Weston, Schölkopf (2003)
///      for the way back</a>
public record KernelPCA(int components, Similarity similarity, double alpha) implements Estimator {

    public KernelPCA {
        if (components < 1) throw new IllegalArgumentException("KernelPCA: expected components ≥ 1, but got " + components);
        if (!(alpha > 0)) throw new IllegalArgumentException("KernelPCA: expected alpha > 0, but got " + alpha);
    }

    /// With a ridge of 1.
    public static KernelPCA of(int components, Similarity similarity) { return new KernelPCA(components, similarity, 1); }

    public KernelPCA alpha(double alpha) { return new KernelPCA(components, similarity, alpha); }

    public KernelModel fit(Matrix x) { return fit(Rows.of(toString(), x, Run.standard()), Run.standard()); }

    /// @throws DataException if a number is not finite, there are no rows, or all rows are alike
    @Override public KernelModel fit(Dataset data, Run run) { return fit(Rows.of(toString(), data, run), run); }

    private KernelModel fit(Rows rows, Run run) {
        if (rows.x().rows() < 1) throw new DataException(this + ": expected at least one row, but got none");
        if (components > rows.x().rows()) throw new DataException(this + ": expected at most " + rows.x().rows() + " components, one a row, but got " + components);
        return new KernelModel(this, KernelFit.of(this, rows.x(), run.backend()), rows.schema(), rows.provenance());
    }

    Options options() {
        return Options.none().with("components", components).with("similarity", similarity.kind()).with("gamma", similarity.gamma()).with("degree", similarity.degree())
                .with("offset", similarity.offset()).with("alpha", alpha);
    }

    static KernelPCA of(Options options) {
        Similarity similarity = new Similarity(options.choice("similarity", Similarity.Kind.GAUSSIAN), options.number("gamma", 0), options.integer("degree", 3), options.number("offset", 1));
        return new KernelPCA(options.integer("components", 2), similarity, options.number("alpha", 1));
    }

    /// `KernelPCA(2, gaussian)`
    @Override public String toString() { return "KernelPCA(" + components + ", " + similarity.kind().name().toLowerCase(java.util.Locale.ROOT) + ")"; }

    /// Names it `kernel-pca`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "kernel-pca"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "Principal components in the space that a similarity function spans: curved where the data is."; }

        @Override public List<Option> options() {
            return List.of(new Option("components", Type.INTEGER, "2", "≥ 1", "How many components."),
                    new Option("similarity", Type.TEXT, "gaussian", "linear, polynomial, gaussian, sigmoid, cosine", "The function that compares two rows."),
                    new Option("gamma", Type.NUMBER, "0", "≥ 0, 0 for 1 / features", "The factor of the inner product or of the squared distance."),
                    new Option("degree", Type.INTEGER, "3", "≥ 1", "The power of the polynomial one."),
                    new Option("offset", Type.NUMBER, "1", "any number", "What the polynomial and the sigmoid one add to the inner product."),
                    new Option("alpha", Type.NUMBER, "1", "> 0", "The ridge of the way back."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return KernelModel.restore(content); }
    }
}
