package dev.lanewise.nn.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.LayerContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The contract of layers for every kind of window.
class LayerContractsTest {

    @Nested class Plain implements LayerContract {
        @Override public Layer layer() { return Conv2D.of(3, 3).activation(Activation.TANH); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 6, 2)); }
    }

    @Nested class StridedAndSame implements LayerContract {
        @Override public Layer layer() { return Conv2D.of(2, Size.of(3, 2)).stride(2).same().activation(Activation.GELU); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 5, 4, 3)); }
    }

    @Nested class Dilated implements LayerContract {
        @Override public Layer layer() { return Conv2D.of(2, 2).dilation(2).padding(Padding.of(1, 0, 2, 1)).bias(false); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 3, 2)); }
    }

    @Nested class Pointwise implements LayerContract {
        @Override public Layer layer() { return Conv2D.of(4, 1).activation(Activation.SIGMOID); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 3, 5)); }
    }

    @Nested class InGroups implements LayerContract {
        @Override public Layer layer() { return Conv2D.of(4, 3).groups(2).stride(2).same().activation(Activation.TANH); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4, 6)); }
    }

    @Nested class Depthwise implements LayerContract {
        @Override public Layer layer() { return DepthwiseConv2D.of(3).stride(2).same().activation(Activation.GELU); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4, 3)); }
    }

    @Nested class DepthwiseWithMultiplier implements LayerContract {
        @Override public Layer layer() { return DepthwiseConv2D.of(Size.of(2, 3)).multiplier(2).dilation(2).padding(Padding.of(1, 2, 3, 0)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 4, 5, 2)); }
    }

    @Nested class Separable implements LayerContract {
        @Override public Layer layer() { return SeparableConv2D.of(3, 3).multiplier(2).same().activation(Activation.TANH); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 3, 2)); }
    }

    /// Values so far apart that a difference quotient never changes which one is the largest.
    private static Tensor apart(Shape shape, Seed seed) {
        int[] order = seed.stream().permutation(shape.size());
        float[] values = new float[order.length];
        for (int i = 0; i < values.length; i++) values[i] = 0.05f * order[i];
        return Tensor.of(shape, values);
    }

    @Nested class MaxSideBySide implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return MaxPool2D.of(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4, 3)); }
    }

    @Nested class MaxOverlapping implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return MaxPool2D.of(3).stride(2).same(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4, 2)); }
    }

    @Nested class AverageSideBySide implements LayerContract {
        @Override public Layer layer() { return AveragePool2D.of(Size.of(2, 3)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 6, 3)); }
    }

    @Nested class AverageOverlapping implements LayerContract {
        @Override public Layer layer() { return AveragePool2D.of(3).stride(1).same(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 4, 2)); }
    }

    @Nested class MaxWithCeiling implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return MaxPool2D.of(2).dilation(2).stride(2).ceil(true); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 6, 4, 2)); }
    }

    @Nested class AverageWithCeilingAndPadding implements LayerContract {
        @Override public Layer layer() { return AveragePool2D.of(3).stride(2).padding(Padding.of(1)).ceil(true).countPadding(true); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 6, 4, 3)); }
    }

    @Nested class EuclideanLength implements LayerContract {
        @Override public Layer layer() { return LpPool2D.of(3).stride(2).same(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4, 2)); }
    }

    @Nested class CubicLength implements LayerContract {
        @Override public Layer layer() { return LpPool2D.of(2).p(3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 4, 2)); }
    }

    @Nested class Transposed implements LayerContract {
        @Override public Layer layer() { return Conv2DTranspose.of(3, 3).stride(2).same().activation(Activation.TANH); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 2)); }
    }

    @Nested class TransposedWithGaps implements LayerContract {
        @Override public Layer layer() { return Conv2DTranspose.of(2, Size.of(2, 1)).stride(3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 2, 3, 3)); }
    }

    @Nested class TransposedAndExplicit implements LayerContract {
        @Override public Layer layer() { return Conv2DTranspose.of(2, Size.of(3, 2)).window(Window.of(Size.of(3, 2)).stride(Size.of(2)).dilation(Size.of(2, 1)).padding(Padding.of(1, 2, 0, 1))).outputPadding(1).activation(Activation.GELU); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 3, 2, 2)); }
    }

    @Nested class Causal implements LayerContract {
        @Override public Layer layer() { return Conv2D.of(2, 3).padding(Padding.CAUSAL).dilation(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 3, 2)); }
    }

    @Nested class OnSequences implements LayerContract {
        @Override public Layer layer() { return Conv1D.of(3, 3).causal().dilation(2).activation(Activation.TANH); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 7, 4)); }
    }

    @Nested class OnSequencesInGroups implements LayerContract {
        @Override public Layer layer() { return Conv1D.of(4, 4).groups(2).stride(2).padding(1, 3).bias(false); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 6, 4)); }
    }

    @Nested class LargestOfSequences implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return MaxPool1D.of(3).stride(2).same(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 6, 3)); }
    }

    @Nested class MeanOfSequences implements LayerContract {
        @Override public Layer layer() { return AveragePool1D.of(3).padding(1, 1).ceil(true).countPadding(true); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 7, 3)); }
    }

    @Nested class Repeated implements LayerContract {
        @Override public Layer layer() { return UpSample2D.of(Size.of(2, 3)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 2, 3)); }
    }

    @Nested class Smoothed implements LayerContract {
        @Override public Layer layer() { return UpSample2D.of(2).interpolation(Interpolation.LINEAR); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 2)); }
    }

    @Nested class Resized implements LayerContract {
        @Override public Layer layer() { return Resize2D.of(Size.of(3, 7)).interpolation(Interpolation.CUBIC); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 4, 2)); }
    }

    @Nested class Framed implements LayerContract {
        @Override public Layer layer() { return Pad2D.of(Padding.of(1, 0, 2, 3)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 2)); }
    }

    @Nested class Mirrored implements LayerContract {
        @Override public Layer layer() { return Pad2D.reflect(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 2)); }
    }

    @Nested class Continued implements LayerContract {
        @Override public Layer layer() { return Pad2D.of(Padding.of(3, 1, 0, 2)).with(Pad2D.With.REPLICATION); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 2, 2)); }
    }

    @Nested class AroundACircle implements LayerContract {
        @Override public Layer layer() { return Pad2D.of(Padding.of(1)).with(Pad2D.With.CIRCLE); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 2, 2)); }
    }

    @Nested class Cropped implements LayerContract {
        @Override public Layer layer() { return Crop2D.of(Padding.of(1, 0, 2, 1)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 5, 2)); }
    }

    @Nested class AmongNeighbours implements LayerContract {
        @Override public Layer layer() { return LocalResponseNorm.of(3).alpha(0.5).k(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 2, 3, 5)); }
    }

    @Nested class InVolumes implements LayerContract {
        @Override public Layer layer() { return Conv3D.of(2, 2).stride(2).padding(1).activation(Activation.TANH); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 3, 2)); }
    }

    @Nested class InVolumesDilated implements LayerContract {
        @Override public Layer layer() { return Conv3D.of(2, Window.of(Size.of(2, 3)).padding(Padding.SAME), Sweep.of(3).dilation(2)).bias(false); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(1, 4, 3, 3, 2)); }
    }

    @Nested class LargestOfVolumes implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return MaxPool3D.of(2).ceil(true); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 3, 2)); }
    }

    @Nested class MeanOfVolumes implements LayerContract {
        @Override public Layer layer() { return AveragePool3D.of(3).stride(2).padding(1).countPadding(true); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(1, 3, 4, 5, 2)); }
    }

    @Nested class AdaptiveMean implements LayerContract {
        @Override public Layer layer() { return AdaptiveAveragePool2D.of(Size.of(2, 3)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 5, 7, 3)); }
    }

    @Nested class AdaptiveLargest implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return AdaptiveMaxPool2D.of(Size.of(3, 2)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 7, 5, 2)); }
    }

    @Nested class GlobalLargest implements LayerContract {
        @Override public Tensor input(Shape shape, Seed seed) { return apart(shape, seed); }

        @Override public Layer layer() { return GlobalMax.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 3, 2)); }
    }
}
