package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// The averaged learning subspace method: [Subspace]s that are turned towards the samples they miss and away from those they wrongly claim.
///
/// It starts with the subspaces of the autocorrelations `Rc = Σ x xᵀ / n` of samples of length 1. In each epoch every sample x of class i that lies nearer to class j
/// adds `α x xᵀ / nᵢ` to `Rᵢ` and takes `β x xᵀ / nⱼ` from `Rⱼ`; then the subspaces are taken anew. The ones with the fewest errors are kept.
///
/// | | shape | |
/// |---|---|---|
/// | data | `[n, features]` | finite, with a class for every row; samples of zeros are passed over |
///
/// @param dimensions of every class, at least 1
/// @param learn α, at least 0
/// @param forget β, at least 0
/// @param epochs at least 1; fewer if no sample is in error
/// @see <a href="https://doi.org/10.1016/0031-3203(83)90064-X">Oja & Kuusela: The ALSM algorithm, an improved subspace method of classification</a>
public record LearningSubspace(int dimensions, double learn, double forget, int epochs) implements Estimator {

    public LearningSubspace {
        if (dimensions < 1) throw new IllegalArgumentException("LearningSubspace: expected dimensions ≥ 1, but got " + dimensions);
        if (!(learn >= 0 && forget >= 0)) throw new IllegalArgumentException("LearningSubspace: expected learn and forget ≥ 0, but got " + learn + " and " + forget);
        if (epochs < 1) throw new IllegalArgumentException("LearningSubspace: expected epochs ≥ 1, but got " + epochs);
    }

    /// Ten epochs with α = β = 1.
    public static LearningSubspace of(int dimensions) { return new LearningSubspace(dimensions, 1, 1, 10); }

    public LearningSubspace learn(double learn) { return new LearningSubspace(dimensions, learn, forget, epochs); }

    public LearningSubspace forget(double forget) { return new LearningSubspace(dimensions, learn, forget, epochs); }

    public LearningSubspace epochs(int epochs) { return new LearningSubspace(dimensions, learn, forget, epochs); }

    /// The subspaces of these rows, row i of class number `labels[i]`.
    public SubspaceModel fit(Matrix x, int... labels) { return fit(LabelledRows.of(x, labels), Run.standard()); }

    /// @throws DataException if a number is not finite, or there are no classes or no rows
    @Override public SubspaceModel fit(Dataset data, Run run) {
        data.requireUnweighted(this);
        long rows = ClassMoments.of(data, run).total().count();                                 // complains of what can't be learned from
        if (rows == 0) throw new DataException(this + ": expected rows of at least one class, but got no rows");
        AveragedLearning learning = new AveragedLearning(this, data, run);
        for (int epoch = 1; epoch <= epochs && learning.errors() > 0; epoch++) {
            learning.epoch();
            run.listener().onProgress(new Progress("averaged learning", epoch, epochs, "epochs", learning.errors() / Math.max(1.0, data.size())));
        }
        Provenance provenance = Provenance.of(data, run);
        return new SubspaceModel(new SubspaceModel.Recipe("learning-subspace", options(), 0), learning.best(), data.schema(), provenance);
    }

    Options options() { return Options.none().with("dimensions", dimensions).with("learn", learn).with("forget", forget).with("epochs", epochs); }

    static LearningSubspace of(Options options) {
        return new LearningSubspace(options.integer("dimensions", 10), options.number("learn", 1), options.number("forget", 1), options.integer("epochs", 10));
    }

    /// Names it `learning-subspace`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "learning-subspace"; }

        @Override public String family() { return "reduction"; }

        @Override public String summary() { return "The averaged learning subspace method: subspaces turned towards the samples they miss."; }

        @Override public List<Option> options() {
            return List.of(new Option("dimensions", Type.INTEGER, "10", "≥ 1", "How many dimensions every class gets."),
                    new Option("learn", Type.NUMBER, "1", "≥ 0", "How much a missed sample counts for its class."),
                    new Option("forget", Type.NUMBER, "1", "≥ 0", "How much a wrongly claimed sample counts against a class."),
                    new Option("epochs", Type.INTEGER, "10", "≥ 1", "How often the subspaces are taken anew."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return SubspaceModel.restore(content); }
    }
}
