package dev.lanewise.core.model;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.CodeOrigin;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.linalg.Matrix;
import java.util.Map;

/// The content of a model file as a value.
///
/// @param model the name of the [provider][dev.lanewise.core.spi.ModelProvider] that can restore it
/// @param settings the description: what the model is
/// @param schema what it takes and what it predicts
/// @param provenance where it came from
/// @param tensors the learned numbers by name; a file holds them in the order of the names
public record ModelContent(String model, Options settings, Schema schema, Provenance provenance, Map<String, StoredTensor> tensors) {

    public ModelContent {
        tensors = ImmutableMap.copyOf(tensors);
    }

    /// The same content, which remembers who provides the model's class where that isn't Lanewise itself.
    ModelContent madeBy(Class<? extends Model> type) {
        return new ModelContent(model, settings, schema, provenance.plugin(CodeOrigin.ofOthers(type).orElse("")), tensors);
    }

    /// Everything but the tensors as options, from which [#of] makes the same content again: for a model that holds others.
    public Options description() { return ModelDescription.describe(this); }

    /// The content with this [#description()] and these tensors.
    ///
    /// @throws DataException if the options are no description
    public static ModelContent of(Options description, Map<String, StoredTensor> tensors) { return ModelDescription.content(description, tensors); }

    /// The tensor with this name.
    ///
    /// @throws DataException if there is none
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) throw new DataException(model + ": " + Names.unknown("tensor", name, tensors.keySet()));
        return tensor;
    }

    /// The tensor with this name, if it has this shape, in which [Shape#ANY] stands for every extent.
    ///
    /// @throws DataException if there is none, or it has another shape
    public StoredTensor tensor(String name, Shape expected) {
        Shape actual = tensor(name).shape();
        if (!expected.admits(actual)) throw new DataException(model + ", tensor '" + name + "': expected shape " + expected + ", but got " + actual);
        return tensor(name);
    }

    /// The numbers of a tensor with two axes as float64.
    ///
    /// @throws DataException if there is none, or it has another number of axes
    public Matrix matrix(String name) {
        StoredTensor tensor = tensor(name, Shape.of(Shape.ANY, Shape.ANY));
        return Matrix.wrap(tensor.shape().extent(0), tensor.shape().extent(1), tensor.doubles());
    }
}
