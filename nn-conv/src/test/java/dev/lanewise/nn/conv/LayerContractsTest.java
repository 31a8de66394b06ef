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
