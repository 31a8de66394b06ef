package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.MappedSafetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// [Tensors] in `model.safetensors`, or in several files that `model.safetensors.index.json` lists.
record Shards(String place, Map<String, MappedSafetensors> files) implements Tensors {

    private static final String WHOLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    static Shards open(Path folder) {
        if (Files.exists(folder.resolve(INDEX))) return sharded(folder);
        if (!Files.exists(folder.resolve(WHOLE))) throw new DataException(folder + ": expected " + WHOLE + " or " + INDEX + ", but there is neither");
        MappedSafetensors file = MappedSafetensors.open(folder.resolve(WHOLE));
        Map<String, MappedSafetensors> files = new TreeMap<>();
        file.names().forEach(name -> files.put(name, file));
        return new Shards(folder.resolve(WHOLE).toString(), files);
    }

    private static Shards sharded(Path folder) {
        Path index = folder.resolve(INDEX);
        Options names = JsonFiles.read(index).options("weight_map");
        Map<String, MappedSafetensors> opened = new TreeMap<>(), files = new TreeMap<>();
        for (String name : names.names()) {
            MappedSafetensors file = opened.computeIfAbsent(names.text(name), shard -> MappedSafetensors.open(inside(folder, shard, index)));
            if (!file.names().contains(name)) throw new DataException(index + ": expected tensor '" + name + "' in " + file.file() + ", but it isn't there");
            files.put(name, file);
        }
        return new Shards(index.toString(), files);
    }

    private static Path inside(Path folder, String shard, Path index) {
        Path file = folder.resolve(shard).normalize();
        if (!folder.normalize().equals(file.getParent())) throw new DataException(index + ": expected the names of files beside it, but got '" + shard + "'");
        return file;
    }

    @Override public Set<String> names() { return files.keySet(); }

    @Override public Shape shape(String name) { return files.get(name).shape(name); }

    @Override public float[] read(String name) { return files.get(name).tensor(name).floats(); }
}
