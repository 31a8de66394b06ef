package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.Shape;
import dev.lanewise.core.model.StoredTensor;
import java.util.Map;
import java.util.Set;

/// [Tensors] in memory.
record StoredTensors(Map<String, StoredTensor> tensors, String place) implements Tensors {

    @Override public Set<String> names() { return tensors.keySet(); }

    @Override public Shape shape(String name) { return tensors.get(name).shape(); }

    @Override public float[] read(String name) { return tensors.get(name).floats(); }
}
