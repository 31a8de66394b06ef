package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A [Stacked] layer with the weights of its layers.
public final class BoundStacked implements BoundStateful {

    private final Stacked layer;
    private final List<BoundStateful> layers;

    BoundStacked(Stacked layer, List<BoundStateful> layers) {
        this.layer = layer;
        this.layers = layers;
    }

    @Override public Stacked layer() { return layer; }

    /// The layers with their weights.
    public List<BoundStateful> layers() { return layers; }

    /// Those of layer `i`, counted from 0, under `i.…`.
    @Override public List<Weight> weights() {
        return IntStream.range(0, layers.size()).boxed().flatMap(i -> layers.get(i).weights().stream().map(weight -> weight.under(Integer.toString(i)))).toList();
    }

    @Override public Passage run(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        List<Tensor> last = new ArrayList<>();
        Tensor outputs = x;
        for (int i = 0; i < layers.size(); i++) {
            Passage passage = layers.get(i).run(i == 0 ? x : Dropouts.dropout(outputs, layer.dropout()), statesOf(i, states), mask);
            outputs = passage.outputs();
            last.addAll(passage.states());
        }
        return new Passage(outputs, List.copyOf(last));
    }

    @Override public Tensor output(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        Tensor outputs = x;
        for (int i = 0; i < layers.size(); i++) outputs = layers.get(i).output(i == 0 ? x : Dropouts.dropout(outputs, layer.dropout()), statesOf(i, states), mask);
        return outputs;
    }

    /// Names begin with the number of the layer, counted from 0: `0.f`.
    @Override public Map<String, Tensor> trace(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        Tensor outputs = x;
        for (int i = 0; i < layers.size(); i++) {
            String number = i + ".";
            layers.get(i).trace(outputs, statesOf(i, states), mask).forEach((name, map) -> all.put(number + name, map));
            if (i < layers.size() - 1) outputs = layers.get(i).output(outputs, statesOf(i, states), mask);
        }
        return all;
    }

    private List<Tensor> statesOf(int number, List<Tensor> states) {
        if (states.isEmpty()) return states;
        int from = layers.subList(0, number).stream().mapToInt(before -> before.layer().stateWidths().size()).sum();
        return states.subList(from, from + layers.get(number).layer().stateWidths().size());
    }

    @Override public String toString() { return layer + " " + weights(); }
}
