package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// `x + inner(x)`: a way around a layer (He et al., *Deep residual learning*, 2016).
///
/// Any shape in that `inner` leaves as it is, the same shape out.
///
/// @param inner the layer to go around, usually a [Sequential]
public record Residual(Layer inner) implements Layer {

    public static Residual of(Layer... inner) { return new Residual(inner.length == 1 ? inner[0] : Sequential.of(inner)); }

    @Override public Shape outputShape(Shape input) {
        Shape output = inner.outputShape(input);
        if (!output.equals(input)) throw ShapeException.expected(this, "an inner layer that leaves " + input + " as it is", output);
        return output;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return new Bound(inner.bind(input, seed));
    }

    private record Bound(BoundLayer inner) implements Composed {

        @Override public Tensor forward(Tensor x) { return x.plus(inner.forward(x)); }

        @Override public Tensor forward(List<Tensor> inputs, Runner runner) {
            Tensor x = Layers.only(inputs, this);
            return x.plus(inner instanceof Composed composed ? composed.forward(inputs, runner) : runner.run(0, inner, inputs));
        }

        @Override public List<Weight> weights() { return inner.weights(); }
    }

    @Override public String toString() { return "Residual(" + inner + ")"; }
}
