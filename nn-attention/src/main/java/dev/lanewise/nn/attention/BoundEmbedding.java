package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Gathers;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A [TokenEmbedding] with its weights.
///
/// @param places the learned ones
record BoundEmbedding(TokenEmbedding layer, Weight table, Optional<Weight> places) implements BoundLayer {

    @Override public Tensor forward(Tensor ids) { return forward(ids, 0); }

    /// The vectors of tokens whose first one is number `first` of its sequence.
    Tensor forward(Tensor ids, int first) {
        Tensor vectors = Gathers.rows(ids.tape().weight(table), ids);                                          // [batch, time, dimension]
        Tensor scaled = layer.scaled() ? vectors.times(Math.sqrt(layer.dimension())) : vectors;
        int time = ids.shape().last();
        Tensor placed = switch (layer.order()) {
            case NONE -> scaled;
            case SINUSOIDAL -> scaled.plus(SinusoidalPositions.table(Shape.of(first + time, layer.dimension())).slice(0, first, first + time));
            case LEARNED -> scaled.plus(learned(ids, first, time));
        };
        return Dropouts.dropout(placed, layer.dropout());
    }

    private Tensor learned(Tensor ids, int first, int time) {
        if (first + time > layer.longest()) throw ShapeException.expected(layer, "at most " + layer.longest() + " steps", ids.shape().with(1, first + time));
        return ids.tape().weight(places.orElseThrow()).slice(0, first, first + time);                          // [time, dimension]
    }

    /// Scores of all tokens by the table itself: `x · tableᵀ`.
    Tensor scores(Tensor x) { return x.matmulTransposed(x.tape().weight(table)); }

    @Override public List<Weight> weights() { return Stream.concat(Stream.of(table), places.stream()).toList(); }
}
