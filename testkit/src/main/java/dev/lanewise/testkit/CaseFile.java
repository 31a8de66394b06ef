package dev.lanewise.testkit;

import dev.lanewise.core.Options;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A test case from outside as one safetensors file: tensors, and its description as JSON in the header.
///
/// Those of `../shared/conformance` (ONNX, Keras, pretrained networks) are made like this; the README there tells what stands in each kind.
///
/// @param name folder and file: `Add/add_bcast`
/// @param description the `spec` of the file
/// @param tensors all tensors of the file
public record CaseFile(String name, Options description, Map<String, StoredTensor> tensors) {

    public static CaseFile read(Path file) {
        Safetensors content = Safetensors.read(file);
        String name = file.getParent().getFileName() + "/" + file.getFileName().toString().replaceFirst("\\.safetensors$", "");
        return new CaseFile(name, Options.parseJson(content.metadata().get("spec"), name), content.tensors());
    }

    /// The entries of the `index.json` of a folder.
    public static List<Options> index(Path folder) {
        try {
            return Options.parseJson("{\"cases\":" + Files.readString(folder.resolve("index.json")) + "}", "index.json").list("cases");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StoredTensor stored(String key) {
        StoredTensor tensor = tensors.get(key);
        if (tensor == null) throw new IllegalArgumentException(name + ": expected one of " + tensors.keySet() + ", but got " + key);
        return tensor;
    }

    /// A tensor in float32, which belongs to no tape.
    public Tensor tensor(String key) { return Tensor.of(stored(key).shape(), stored(key).floats()); }

    @Override public String toString() { return name; }
}
