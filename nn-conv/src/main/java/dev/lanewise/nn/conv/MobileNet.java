package dev.lanewise.nn.conv;

import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Layer;
import java.util.List;

/// The layers of a network for small images whose windows see one channel at a time: a convolution, five [blocks][Blocks#depthwiseSeparable], and a mean.
///
/// The blocks have 2, 4, 4, 8 and 8 times as many filters; the second and the fourth move by 2.
///
/// @param filters of the first convolution
/// @see <a href="https://arxiv.org/abs/1704.04861">Howard et al. (2017)</a>
record MobileNet(int filters) {

    List<Layer> layers() {
        return List.of(Blocks.stem(filters), Blocks.depthwiseSeparable(2 * filters, 1), Blocks.depthwiseSeparable(4 * filters, 2), Blocks.depthwiseSeparable(4 * filters, 1),
                Blocks.depthwiseSeparable(8 * filters, 2), Blocks.depthwiseSeparable(8 * filters, 1), GlobalAverage.of());
    }
}
