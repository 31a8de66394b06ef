package dev.lanewise.core.model;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// A model that gives every sample other numbers: a scaler, a reducer, whatever may stand before an estimator in a pipeline.
///
/// Weights of samples pass through it to that estimator; a transform that knows no classes is learned from all samples alike, and judged by them alike.
public interface Transform extends Model {

    /// `[n, features]` to `[n, …]`, row by row.
    ///
    /// @throws dev.lanewise.core.ShapeException if the width is not the one it was fitted on
    Matrix transform(Matrix x);

    /// What a transformed sample looks like: its shape, and the names of its numbers if they have names.
    ///
    /// @param input what a sample looks like before
    Schema transformed(Schema input);

    /// The samples with the other numbers; targets and weights stay as they are.
    ///
    /// @throws dev.lanewise.core.ShapeException if the samples are not of the kind it was fitted on
    default Dataset prepare(Dataset data) { return TransformedRows.of(this, data); }

    /// A schema with one flat input.
    static Schema flat(Schema before, List<String> features, int width) { return new Schema(List.of(Shape.of(width)), features, before.target()); }
}
