package dev.lanewise.core.layer;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.stream.IntStream;

/// The layers of a [Sequential] with their weights.
///
/// @param layers in their order; whoever generates step by step runs them one by one and keeps the states of those that have some
public record BoundSequential(List<BoundLayer> layers) implements Composed {

    @Override public Tensor forward(Tensor input) {
        Tensor x = input;
        for (int i = 0; i < layers.size(); i++) {
            input.tape().enter(i);
            x = layers.get(i).forward(x);
            input.tape().leave(x);
        }
        return x;
    }

    @Override public Tensor forward(List<Tensor> inputs, Runner runner) {
        Tensor x = Layers.only(inputs, this);
        for (int i = 0; i < layers.size(); i++) x = runner.run(i, layers.get(i), List.of(x));
        return x;
    }

    @Override public List<Weight> weights() {
        return IntStream.range(0, layers.size()).boxed()
                .flatMap(i -> layers.get(i).weights().stream().map(weight -> weight.under(Integer.toString(i)))).toList();
    }
}
