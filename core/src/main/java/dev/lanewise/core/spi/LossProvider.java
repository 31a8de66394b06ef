package dev.lanewise.core.spi;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Options;
import dev.lanewise.core.loss.Loss;
import java.util.List;
import java.util.function.Function;

/// Makes losses known by name to model files and the command line.
///
/// Implement it as a public class with a public no-argument constructor (nested in the loss is fine), name it in `provides` of the
/// module and in `META-INF/services`. A loss is a record: its components, read by their names, are what a file holds
/// ([LossRegistry#describe]), so [Kind#create] must understand exactly those.
public interface LossProvider {

    List<Kind> kinds();

    /// One kind of loss.
    ///
    /// @param name `huber`: lower-case letters, digits and hyphens
    /// @param type the record that `create` makes
    /// @param options every option that `create` understands
    /// @param create makes the loss that options describe
    record Kind(String name, Class<? extends Loss> type, List<Option> options, Function<Options, Loss> create) {

        public Kind {
            options = ImmutableList.copyOf(options);
        }
    }
}
