package dev.lanewise.core.model;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// A model that says how probable each class is, sample by sample.
public interface Classifier extends Model {

    /// The names of the classes in the order of their numbers.
    List<String> classes();

    /// `[n, features]` to `[n, classes]`: numbers in 0 … 1 that add up to 1 in every row.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    Matrix probabilities(Matrix x);

    /// The columns `class`, `probability`, and `p(NAME)` for each class.
    @Override default Table predict(Dataset data, Run run) { return ClassTable.of(classes(), ClassTable.probabilities(this, data)); }

    /// `accuracy`, `loss`, the mean of `−ln p(true class)`, the other figures of a
    /// [classification][dev.lanewise.core.metric.Classification#figures()], and the confusion matrix.
    @Override default Evaluation evaluate(Dataset data, Run run) { return ClassTable.evaluate(this, data); }
}
