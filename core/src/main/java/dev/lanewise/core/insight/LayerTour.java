package dev.lanewise.core.insight;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Composed;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.List;

/// A sample on its way through the layers of a network, with somebody who looks at each of them before it is at work.
///
/// @param place what the names of the layers begin with
record LayerTour(String place, Visitor visitor) implements Composed.Runner {

    /// Looks at layers.
    interface Visitor {

        /// @param where the layer, as in the names of weights; empty for the network itself
        /// @param inputs what it takes, valid until the visit ends
        void visit(String where, BoundLayer layer, List<Tensor> inputs);
    }

    /// @param sample one tensor for each input, raw
    static void of(TrainedNetwork network, Visitor visitor, Tensor... sample) {
        List<Tensor> scaled = network.scaled(sample);
        visitor.visit("", network.bound(), scaled);
        if (network.bound() instanceof Composed composed) composed.forward(scaled, new LayerTour("", visitor));
    }

    @Override public Tensor run(int number, BoundLayer layer, List<Tensor> inputs) {
        String where = place + number;
        visitor.visit(where, layer, inputs);
        return layer instanceof Composed composed ? composed.forward(inputs, new LayerTour(where + ".", visitor)) : layer.forward(inputs);
    }

    /// A row of a data set as a batch of one, raw.
    static Tensor[] sample(Dataset data, int row) {
        List<Shape> shapes = data.schema().inputs();
        Tensor[] sample = new Tensor[shapes.size()];
        for (int i = 0; i < sample.length; i++) {
            float[] values = new float[shapes.get(i).size()];
            data.readInput(i, row, values, 0);
            sample[i] = Tensor.of(shapes.get(i).withFirst(1), values);
        }
        return sample;
    }
}
