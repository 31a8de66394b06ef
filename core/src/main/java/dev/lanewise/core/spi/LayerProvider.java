package dev.lanewise.core.spi;

import dev.lanewise.core.Options;
import dev.lanewise.core.layer.Layer;
import java.util.List;

/// Makes a kind of layer known by name to network files and model files.
///
/// Implement it as a public class with a public no-argument constructor (nested in the layer is fine), name it in `provides` of
/// the module and in `META-INF/services`. A layer is a record: its components, read by their names, are what a file holds
/// ([LayerRegistry#describe]), so [#create] must understand exactly those.
public interface LayerProvider {

    /// `dense`: lower-case letters, digits and hyphens.
    String name();

    /// The record that [#create] makes.
    Class<? extends Layer> type();

    /// Every option that [#create] understands.
    List<Option> options();

    Layer create(Options options);
}
