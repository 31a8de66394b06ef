package dev.lanewise.plots.report;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.ImageSheet;
import java.util.List;
import java.util.stream.IntStream;

/// Samples that are pictures, in grey.
final class SampleImages {

    private SampleImages() { }

    static boolean are(Dataset data) {
        List<Shape> inputs = data.schema().inputs();
        return inputs.size() == 1 && inputs.getFirst().rank() == 3 && (inputs.getFirst().extent(2) == 1 || inputs.getFirst().extent(2) == 3);
    }

    static ImageSheet of(Dataset data, int... rows) {
        Shape shape = data.schema().input();
        int channels = shape.extent(2);
        Matrix pixels = data.rows(rows).matrix();
        Matrix grey = Matrix.zeros(rows.length, shape.extent(0) * shape.extent(1));
        for (int c = 0; c < channels; c++) {
            int channel = c;
            grey = grey.plus(pixels.columns(IntStream.range(0, grey.columns()).map(j -> j * channels + channel).toArray()));
        }
        return new ImageSheet("", grey, shape.extent(1), 6, channels == 1 ? ImageSheet.Shading.INK : ImageSheet.Shading.GRAY, List.of());
    }
}
