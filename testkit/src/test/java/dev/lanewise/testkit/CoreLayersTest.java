package dev.lanewise.testkit;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Concatenate;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The contract for every layer of core.
class CoreLayersTest {

    private static final List<Shape> ROWS = List.of(Shape.of(4, 5)), STEPS = List.of(Shape.of(3, 4, 5));

    @Nested class OfInput implements LayerContract {
        @Override public Layer layer() { return Input.of(5); }

        @Override public List<Shape> inputs() { return ROWS; }
    }

    @Nested class OfActivate implements LayerContract {
        @Override public Layer layer() { return Activate.of(Activation.GELU); }

        @Override public List<Shape> inputs() { return STEPS; }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfDropout implements LayerContract {
        @Override public Layer layer() { return Dropout.of(0.4); }

        @Override public List<Shape> inputs() { return STEPS; }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfLayerNorm implements LayerContract {
        @Override public Layer layer() { return LayerNorm.of(); }

        @Override public List<Shape> inputs() { return STEPS; }
    }

    @Nested class OfBatchNorm implements LayerContract {
        @Override public Layer layer() { return BatchNorm.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(6, 3)); }
    }

    @Nested class OfBatchNormOverPixels implements LayerContract {
        @Override public Layer layer() { return BatchNorm.of().momentum(0.9).epsilon(1e-5); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 3, 2)); }
    }

    @Nested class OfEmbedding implements LayerContract {
        @Override public Layer layer() { return Embedding.of(7, 3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 5)); }

        @Override public Tensor input(Shape shape, Seed seed) { return Tensors.ids(shape, 7, seed); }

        @Override public boolean inputsHaveGradients() { return false; }
    }

    @Nested class OfGlobalAverage implements LayerContract {
        @Override public Layer layer() { return GlobalAverage.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 2, 4)); }
    }

    @Nested class OfResidual implements LayerContract {
        @Override public Layer layer() { return Residual.of(LayerNorm.of(), Projection.of(5), Activate.of(Activation.TANH)); }

        @Override public List<Shape> inputs() { return ROWS; }
    }

    @Nested class OfAdd implements LayerContract {
        @Override public Layer layer() { return Add.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3)); }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfConcatenate implements LayerContract {
        @Override public Layer layer() { return Concatenate.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 1), Shape.of(2, 3, 4)); }
    }

    @Nested class OfSequential implements LayerContract {
        @Override public Layer layer() { return Sequential.of(Input.of(5), Projection.of(4), Activate.of(Activation.SILU), Dropout.of(0.2), Projection.of(2)); }

        @Override public List<Shape> inputs() { return ROWS; }
    }

    @Nested class OfGraph implements LayerContract {
        @Override public Layer layer() {
            Node one = Node.input(3), two = Node.input(2), hidden = one.then(Projection.of(4));
            return Node.of(Concatenate.of(), hidden, Node.of(Add.of(), hidden, hidden.then(Activate.of(Activation.TANH))), two).then(LayerNorm.of()).graph(one, two);
        }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 3), Shape.of(3, 2)); }
    }
}
