package dev.lanewise.core.model;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;

/// A description of something that can learn: immutable, without data and without weights.
@FunctionalInterface
public interface Estimator {

    /// What was learned from the data; the same data and seed give the same bits with any number of threads.
    ///
    /// @throws dev.lanewise.core.DataException if the data does not suit
    Model fit(Dataset data, Run run);

    /// The same in a [Run#standard()].
    default Model fit(Dataset data) { return fit(data, Run.standard()); }
}
