package dev.lanewise.nn.conv;

import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a trained network faster by folding batch norms into the filters in front of them, whose activation they then get.
///
/// A batch norm that predicts is `y ↦ s · y + t` with `s = gain / √(variance + epsilon)` and `t = bias − mean · s`; behind filters without activation that is
/// the same as filters with the weight `s · weight` and the bias `s · bias + t`. The predictions differ by rounding only. What results is for
/// predicting: training it further would be training without batch norm.
///
/// @see <a href="https://arxiv.org/abs/1806.08342">Krishnamoorthi (2018)</a>
public final class BatchNormFolding {

    private static final String WEIGHTS = "network.";

    private BatchNormFolding() { }

    /// The same predictions with fewer operations; the network itself if there is nothing to fold.
    ///
    /// Looks into [Sequential], [Residual] and [Graph]; other layers stay as they are.
    public static TrainedNetwork of(TrainedNetwork trained) {
        ModelContent content = trained.content();
        Map<String, StoredTensor> others = new LinkedHashMap<>(content.tensors());
        others.keySet().removeIf(name -> name.startsWith(WEIGHTS));
        Piece folded = folded(new Piece(trained.network(), content.tensors()).under(WEIGHTS));
        folded.weights().forEach((name, weight) -> others.put(WEIGHTS + name, weight));
        return TrainedNetwork.restore(new ModelContent(content.model(), content.settings().with("network", LayerRegistry.load().describe(folded.layer())),
                content.schema(), content.provenance(), others));
    }

    /// A layer with its weights by name.
    private record Piece(Layer layer, Map<String, StoredTensor> weights) {

        /// Only the weights whose names begin so, without that beginning.
        Piece under(String prefix) {
            Map<String, StoredTensor> own = new LinkedHashMap<>();
            weights.forEach((name, weight) -> { if (name.startsWith(prefix)) own.put(name.substring(prefix.length()), weight); });
            return new Piece(layer, own);
        }

        float[] values(String name) { return weights.get(name).floats(); }
    }

    private static Piece folded(Piece piece) {
        return switch (piece.layer) {
            case Sequential(List<Layer> layers) -> sequential(layers, piece.weights);
            case Residual(Layer inner) -> {
                Piece folded = folded(new Piece(inner, piece.weights));
                yield new Piece(new Residual(folded.layer), folded.weights);
            }
            case Graph graph -> graph(graph, piece.weights);
            default -> piece;
        };
    }

    private static Piece sequential(List<Layer> layers, Map<String, StoredTensor> weights) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Piece next = folded(new Piece(layers.get(i), weights).under(i + "."));
            Optional<Piece> both = pieces.isEmpty() ? Optional.empty() : together(pieces.getLast(), next);
            if (both.isPresent()) pieces.set(pieces.size() - 1, both.get());
            else pieces.add(next);
        }
        return new Piece(new Sequential(pieces.stream().map(Piece::layer).toList()), numbered(pieces));
    }

    private static Map<String, StoredTensor> numbered(List<Piece> pieces) {
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            String prefix = i + ".";
            pieces.get(i).weights.forEach((name, weight) -> weights.put(prefix + name, weight));
        }
        return weights;
    }

    /// Steps whose value only one other takes become one with it; that other then does nothing, so that all values keep their numbers.
    private static Piece graph(Graph graph, Map<String, StoredTensor> weights) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < graph.steps().size(); i++) {
            Graph.Step step = graph.steps().get(i);
            Piece next = folded(new Piece(step.layer(), weights).under(i + "."));
            int before = filtersBefore(graph, i, pieces);
            Optional<Piece> both = before < 0 ? Optional.empty() : together(pieces.get(before), next);
            both.ifPresent(piece -> pieces.set(before, piece));
            pieces.add(both.isPresent() ? new Piece(Activate.of(Activation.IDENTITY), Map.of()) : next);
        }
        List<Graph.Step> steps = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) steps.add(new Graph.Step(pieces.get(i).layer, graph.steps().get(i).from()));
        return new Piece(new Graph(graph.sources(), steps), numbered(pieces));
    }

    /// The step whose value comes to step `i` alone and unchanged, or −1 if there is none.
    private static int filtersBefore(Graph graph, int i, List<Piece> pieces) {
        List<Integer> from = graph.steps().get(i).from();
        if (from.size() != 1) return -1;
        int value = from.getFirst(), before = value - graph.sources().size();
        long takers = graph.steps().stream().flatMap(step -> step.from().stream()).filter(taken -> taken == value).count();
        if (takers > 1 || before < 0) return -1;
        boolean isEmpty = pieces.get(before).layer.equals(Activate.of(Activation.IDENTITY));
        return isEmpty ? filtersBefore(graph, before, pieces) : before;
    }

    /// What follows filters without activation, in them.
    private static Optional<Piece> together(Piece piece, Piece next) {
        if (!(piece.layer instanceof Filters filters) || filters.activation() != Activation.IDENTITY) return Optional.empty();
        return switch (next.layer) {
            case BatchNorm norm -> Optional.of(normalized(piece, filters, next, norm));
            case Activate(Activation activation) -> Optional.of(new Piece(filters.activation(activation), piece.weights));
            default -> Optional.empty();
        };
    }

    private static Piece normalized(Piece piece, Filters filters, Piece norm, BatchNorm description) {
        float[] gain = norm.values("gain"), bias = norm.values("bias"), mean = norm.values("mean"), variance = norm.values("variance");
        double[] scale = new double[gain.length];
        float[] shift = new float[gain.length];
        for (int k = 0; k < gain.length; k++) {
            scale[k] = gain[k] / Math.sqrt(variance[k] + description.epsilon());
            double own = filters.bias() ? piece.values("bias")[k] : 0;
            shift[k] = (float) ((own - mean[k]) * scale[k] + bias[k]);
        }
        Map<String, StoredTensor> weights = new LinkedHashMap<>(piece.weights);
        StoredTensor weight = weights.get(filters.proportional());
        weights.put(filters.proportional(), StoredTensor.of(weight.shape(), filters.scaled(weight.floats(), scale)));
        weights.put("bias", StoredTensor.of(norm.weights.get("bias").shape(), shift));
        return new Piece(filters.bias(true), weights);
    }
}
