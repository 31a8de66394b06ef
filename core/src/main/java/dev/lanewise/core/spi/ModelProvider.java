package dev.lanewise.core.spi;

import dev.lanewise.core.Options;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import java.util.List;

/// Makes a kind of model known by name to the command line and to model files.
///
/// Implement it as a public class with a public no-argument constructor (nested is fine), name it in `provides` of the module
/// and in `META-INF/services`.
public interface ModelProvider {

    /// `mlp`: lower-case letters, digits and hyphens.
    String name();

    /// What it belongs to on the command line's list: `reduction`, `dense networks`.
    String family();

    /// One sentence that says what it is.
    String summary();

    /// Every option that [#create] understands.
    List<Option> options();

    /// The estimator that these options describe; unknown names were refused before.
    Estimator create(Options options);

    /// The model whose [Model#content()] this was.
    Model restore(ModelContent content);
}
