package dev.lanewise.cli;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.ArrayList;
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

    /// Empty where no layer makes maps of images.
    static Optional<MapLayers> of(TrainedNetwork network) {
        List<Integer> maps = maps(network.network());
        if (maps.isEmpty()) return Optional.empty();
        Map<String, StoredTensor> tensors = network.content().tensors();
        List<Integer> convolutions = maps.stream().filter(layer -> tensors.containsKey("network." + layer + ".weight") && tensors.get("network." + layer + ".weight").shape().rank() == 4).toList();
        boolean blocks = convolutions.isEmpty() || tensors.keySet().stream().anyMatch(name -> name.matches("network\\.\\d+\\.\\d+\\..*"));
        return Optional.of(new MapLayers(maps.getFirst(), blocks ? maps.getLast() : convolutions.getLast(), convolutions.stream().findFirst()));
    }

    /// The numbers of the layers, as in the names of weights.
    private static List<Integer> maps(Network network) {
        List<Shape> shapes = shapes(network);
        return IntStream.range(0, shapes.size()).filter(i -> !isInput(network, i) && shapes.get(i).rank() == 4).boxed().toList();
    }

    private static boolean isInput(Network network, int layer) { return network instanceof Sequential sequential && sequential.layers().get(layer) instanceof Input; }

    /// What each layer gives.
    private static List<Shape> shapes(Network network) {
        return switch (network) {
            case Sequential sequential -> shapes(sequential);
            case Graph graph -> shapes(graph);
            default -> List.of();
        };
    }

    private static List<Shape> shapes(Sequential network) {
        List<Shape> shapes = new ArrayList<>();
        for (Layer layer : network.layers()) shapes.add(layer.outputShape(shapes.isEmpty() ? network.inputs().getFirst() : shapes.getLast()));
        return shapes;
    }

    private static List<Shape> shapes(Graph network) {
        List<Shape> values = new ArrayList<>(network.inputs());
        for (Graph.Step step : network.steps()) values.add(step.layer().outputShape(step.from().stream().map(values::get).toList()));
        return values.subList(network.sources().size(), values.size());
    }
}
