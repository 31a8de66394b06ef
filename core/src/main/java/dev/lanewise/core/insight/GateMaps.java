package dev.lanewise.core.insight;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Traceable;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the gates and states of one recurrent layer were at each step of a sample.
///
/// @param where the layer, as in the names of weights; empty for a network that is one itself
/// @param maps by name, `[time, units]` each, in the order of time: of an LSTM `i`, `f`, `candidate` and `o`, of a GRU `z`, `r` and `candidate`, and the
///     states `h` and `c`; NaN at steps that don't count
/// @see Traceable
public record GateMaps(String where, Map<String, Matrix> maps) {

    public GateMaps {
        maps = Collections.unmodifiableMap(new LinkedHashMap<>(maps));
    }

    /// Those of all layers that have some, in the order of the work; none where no layer has.
    ///
    /// @param sample one tensor for each input of the network, raw, with a batch of one
    /// @throws ShapeException if the network does not take such a sample
    public static List<GateMaps> of(TrainedNetwork network, Tensor... sample) {
        List<GateMaps> all = new ArrayList<>();
        LayerTour.of(network, (where, layer, inputs) -> {
            if (layer instanceof Traceable traceable) all.add(new GateMaps(where, matrices(traceable.trace(inputs))));
        }, requireOne(sample));
        return List.copyOf(all);
    }

    /// The same for a row of a data set.
    public static List<GateMaps> of(TrainedNetwork network, Dataset data, int row) { return of(network, LayerTour.sample(data, row)); }

    static Tensor[] requireOne(Tensor... sample) {
        for (Tensor input : sample) if (input.shape().extent(0) != 1) throw ShapeException.expected("Insight", "one sample [1, …]", input.shape());
        return sample;
    }

    private static Map<String, Matrix> matrices(Map<String, Tensor> maps) {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        maps.forEach((name, map) -> matrices.put(name, matrix(map.shape(), map.data(), 0)));
        return matrices;
    }

    /// The last two axes of a tensor from a place in its numbers on.
    static Matrix matrix(Shape shape, float[] values, int from) {
        int columns = shape.last(), rows = shape.withoutLast().last();
        double[] copy = new double[rows * columns];
        for (int i = 0; i < copy.length; i++) copy[i] = values[from + i];
        return Matrix.wrap(rows, columns, copy);
    }
}
