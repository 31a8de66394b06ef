package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import java.nio.file.Path;

/// The digits of MNIST, or what comes in the same four files: Fashion-MNIST, KMNIST, EMNIST.
///
/// |        | shape                   |                                           |
/// |--------|-------------------------|-------------------------------------------|
/// | input  | `[height, width, 1]`    | 28 × 28, raw: 0 for black, 255 for white |
/// | target | a class                 | 10 digits                                 |
///
/// @param train images to learn from: 60,000
/// @param test images to judge by: 10,000
/// @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition (1998)</a>
public record Mnist(Dataset train, Dataset test) {

    /// The files `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the same with `t10k`, plain or gzip.
    ///
    /// @throws DataException if one of the four is missing or broken, or they don't belong together
    public static Mnist read(Path directory) {
        DataSource source = IdxFolder.open(directory);
        return new Mnist(source.train(), source.test().orElseThrow(() -> new DataException(directory + ": expected images to judge by, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz, but only those to learn from are there")));
    }
}
