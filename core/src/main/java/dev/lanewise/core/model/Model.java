package dev.lanewise.core.model;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import java.nio.file.Path;
import java.util.List;

/// What was learned: immutable, safe to use from many threads at once, the same after saving and loading.
public interface Model {

    /// Everything that a file has to hold to bring this model back.
    ModelContent content();

    /// What the model says of each sample, one row a sample: a class and its probability, a number, coordinates.
    ///
    /// @throws dev.lanewise.core.DataException if the samples are not of the kind it learned from
    Table predict(Dataset data, Run run);

    /// [#predict(Dataset, Run)] in a [Run#standard()].
    default Table predict(Dataset data) { return predict(data, Run.standard()); }

    /// How well the model does on samples whose targets are known.
    Evaluation evaluate(Dataset data, Run run);

    /// [#evaluate(Dataset, Run)] in a [Run#standard()].
    default Evaluation evaluate(Dataset data) { return evaluate(data, Run.standard()); }

    /// What should be known of how it was learned, one sentence each: that it did not converge, or that there is nothing to converge to. None if all is well.
    default List<String> remarks() { return List.of(); }

    /// Writes one `.safetensors` file; the old file survives whatever goes wrong.
    default void save(Path file) { ModelFile.write(file, content().madeBy(getClass())); }
}
