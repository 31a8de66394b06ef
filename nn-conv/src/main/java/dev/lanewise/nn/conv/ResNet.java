package dev.lanewise.nn.conv;

import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// The layers of a residual network for small images: a convolution, three stages of [residual blocks][Blocks#residual], and a mean.
///
/// Stages have 1, 2 and 4 times as many filters; the second and third begin with a stride of 2.
///
/// @param filters of the first stage
/// @param blocks in each stage
/// @see <a href="https://arxiv.org/abs/1512.03385">He et al. (2016), section 4.2</a>
record ResNet(int filters, int blocks) {

    private static final int STAGES = 3;

    List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(List.of(Blocks.stem(filters)));
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < blocks; block++) layers.add(block(stage, block));
        }
        layers.add(GlobalAverage.of());
        return layers;
    }

    private Layer block(int stage, int block) {
        boolean changes = stage > 0 && block == 0;
        int width = filters << stage;
        return Blocks.residual(changes ? width / 2 : width, width, changes ? 2 : 1);
    }
}
