package dev.lanewise.core.model;

import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Npy;
import dev.lanewise.core.internal.io.AtomicFile;
import dev.lanewise.linalg.io.NpyArray;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Tensors by name as a folder of NumPy's files, `NAME.npy` each.
///
/// What no name of a file should hold is written as `%` and two digits. Whole numbers become float64, as which NumPy reads them too.
public final class NpyFolder {

    private static final String ENDING = ".npy";
    private static final long LARGEST_EXACT = 1L << 53;

    private NpyFolder() { }

    /// Makes the folder with everything in it, or nothing.
    ///
    /// @throws DataException if there is something already, a whole number is larger than 2⁵³, or it could not be written
    public static void write(Path folder, Map<String, StoredTensor> tensors) {
        if (Files.exists(folder)) throw new DataException(folder + ": expected a folder that is not there yet, but it is");
        tensors.forEach(NpyFolder::requireExact);
        Path beside = folder.resolveSibling(folder.getFileName() + ".tmp");
        try {
            Files.createDirectory(beside);
            try {
                tensors.forEach((name, tensor) -> write(beside.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + ENDING), tensor));
                Files.move(beside, folder);
            } finally {
                delete(beside);
            }
        } catch (IOException e) {
            throw new DataException(folder + ": could not be written: " + e.getMessage(), e);
        }
    }

    private static void requireExact(String name, StoredTensor tensor) {
        if (tensor instanceof StoredTensor.Longs longs && Arrays.stream(longs.values()).anyMatch(value -> Math.abs(value) > LARGEST_EXACT)) {
            throw new DataException("Tensor '" + name + "': expected whole numbers up to 2⁵³, which float64 can hold. Export it as safetensors");
        }
    }

    private static void write(Path file, StoredTensor tensor) {
        if (tensor instanceof StoredTensor.Floats floats) Npy.write(file, floats.shape(), floats.values());
        else AtomicFile.write(file, new NpyArray(tensor.shape().extents(), tensor.doubles())::writeTo);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) Files.delete(file);
        }
        Files.delete(folder);
    }

    /// The tensors of a folder, as float64.
    ///
    /// @throws DataException if it is no folder, holds no such file, or one is broken
    public static Map<String, StoredTensor> read(Path folder) {
        if (!Files.isDirectory(folder)) throw new DataException(folder + ": expected a folder with files NAME.npy, but it is none");
        ImmutableSortedMap.Builder<String, StoredTensor> tensors = ImmutableSortedMap.naturalOrder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                Npy npy = Npy.read(file);
                tensors.put(name(file), StoredTensor.of(npy.shape(), npy.values()));
            }
        } catch (IOException e) {
            throw new DataException(folder + ": could not be read: " + e.getMessage(), e);
        }
        Map<String, StoredTensor> all = tensors.build();
        if (all.isEmpty()) throw new DataException(folder + ": expected files NAME.npy, but there is none");
        return all;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        try {
            return URLDecoder.decode(name.substring(0, name.length() - ENDING.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": expected % and two digits in the name, but got '" + name + "'", e);
        }
    }
}
