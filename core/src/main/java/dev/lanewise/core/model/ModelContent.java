package dev.lanewise.core.model;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Schema;
import java.util.Map;

/// The content of a model file as a value.
///
/// @param model the name of the [provider][dev.lanewise.core.spi.ModelProvider] that can restore it
/// @param settings the description: what the model is
/// @param schema what it takes and what it predicts
/// @param provenance where it came from
/// @param tensors the learned numbers by name, in the order of the file
public record ModelContent(String model, Options settings, Schema schema, Provenance provenance, Map<String, StoredTensor> tensors) {

    public ModelContent {
        tensors = ImmutableMap.copyOf(tensors);
    }
}
