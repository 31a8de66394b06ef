package dev.lanewise.cli;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The layers of a network whose outputs are maps.
///
/// @param first behind the image
/// @param last the last convolution, or where convolutions stand in blocks, the last layer with maps
/// @param filters the first convolution whose filters can be seen
record MapLayers(int first, int last, Optional<Integer> filters) {

    static MapLayers of(TrainedNetwork network) {
        if (!(network.network() instanceof Sequential sequential)) throw new UsageException("explain: expected layers one behind the other, but got " + network);
        List<Integer> maps = maps(sequential);
        if (maps.isEmpty()) throw new UsageException("explain: expected a network with layers that make maps of images, but got " + network);
        Map<String, StoredTensor> tensors = network.content().tensors();
        List<Integer> convolutions = maps.stream().filter(layer -> tensors.containsKey("network." + layer + ".weight") && tensors.get("network." + layer + ".weight").shape().rank() == 4).toList();
        boolean blocks = convolutions.isEmpty() || tensors.keySet().stream().anyMatch(name -> name.matches("network\\.\\d+\\.\\d+\\..*"));
        return new MapLayers(maps.getFirst(), blocks ? maps.getLast() : convolutions.getLast(), convolutions.stream().findFirst());
    }

    private static List<Integer> maps(Sequential network) {
        Shape[] shape = {network.inputs().getFirst()};
        return IntStream.range(1, network.layers().size()).filter(i -> {
            shape[0] = network.layers().get(i).outputShape(shape[0]);
            return shape[0].rank() == 4;
        }).boxed().toList();
    }
}
