package dev.lanewise.core.doctor;

import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Weight;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The layers of a network by their paths.
final class Anatomy {

    private final Part whole;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Set<String> weighted = new HashSet<>();

    Anatomy(Network network, BoundLayer bound) {
        this.whole = new Part("", network);
        dissect("", network);
        for (Weight weight : bound.weights()) if (weight.trainable()) weighted.add(at(weight.name()).path());
    }

    private void dissect(String path, Layer layer) {
        if (!path.isEmpty()) parts.put(path, new Part(path, layer));
        switch (layer) {
            case Sequential sequential -> {
                for (int i = 0; i < sequential.layers().size(); i++) dissect(below(path, i), sequential.layers().get(i));
            }
            case Graph graph -> {
                for (int i = 0; i < graph.steps().size(); i++) dissect(below(path, i), graph.steps().get(i).layer());
            }
            case Residual(Layer inner) when inner instanceof Sequential sequential -> {
                for (int i = 0; i < sequential.layers().size(); i++) dissect(below(path, i), sequential.layers().get(i));
            }
            default -> { }
        }
    }

    static String below(String path, int part) { return path.isEmpty() ? Integer.toString(part) : path + "." + part; }

    List<Part> parts() { return List.copyOf(parts.values()); }

    boolean contains(Class<? extends Layer> kind) { return parts.values().stream().anyMatch(part -> kind.isInstance(part.layer())); }

    /// Whether the layer at this path has weights to learn that belong to no layer inside of it.
    boolean isWeighted(String path) { return weighted.contains(path); }

    /// The innermost part that a path or the name of a weight leads to.
    Part at(String path) {
        for (String known = path; ; known = known.substring(0, known.lastIndexOf('.'))) {
            Part part = parts.get(known);
            if (part != null) return part;
            if (known.indexOf('.') < 0) return whole;
        }
    }
}
