package dev.lanewise.core.model;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.CodeOrigin;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
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

    /// The same description with other numbers: tensors of the same names and shapes, which take the types of the ones here.
    ///
    /// @throws DataException if a tensor is missing, superfluous or of another shape, or holds a fraction where whole numbers belong
    public ModelContent tensors(Map<String, StoredTensor> others) {
        for (String name : others.keySet()) tensor(name);
        ImmutableMap.Builder<String, StoredTensor> replaced = ImmutableMap.builder();
        tensors.forEach((name, mine) -> {
            StoredTensor other = others.get(name);
            if (other == null) throw new DataException(model + ": expected a tensor '" + name + "' of shape " + mine.shape() + ", but it is not there");
            if (!other.shape().equals(mine.shape())) throw new DataException(model + ", tensor '" + name + "': expected shape " + mine.shape() + ", but got " + other.shape());
            replaced.put(name, cast(name, other, mine));
        });
        return new ModelContent(model, settings, schema, provenance, replaced.build());
    }

    private StoredTensor cast(String name, StoredTensor tensor, StoredTensor like) {
        return switch (like) {
            case StoredTensor.Floats _ -> StoredTensor.of(tensor.shape(), tensor.floats());
            case StoredTensor.Doubles _ -> StoredTensor.of(tensor.shape(), tensor.doubles());
            case StoredTensor.Longs _ when tensor instanceof StoredTensor.Longs -> tensor;
            case StoredTensor.Longs _ -> StoredTensor.of(tensor.shape(), Arrays.stream(tensor.doubles()).mapToLong(value -> whole(name, value)).toArray());
        };
    }

    private long whole(String name, double value) {
        if (value != Math.rint(value)) throw new DataException(model + ", tensor '" + name + "': expected whole numbers, but got " + value);
        return (long) value;
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
