package dev.lanewise.plots;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.insight.AttentionMaps;
import dev.lanewise.core.insight.GateMaps;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What goes on in a network while it goes through the steps of a sample: a picture for each attention and for each layer that has gates or states.
///
/// @param attentions where it looks
/// @param gates what its gates and states are
/// @param sample the sample alone, raw
/// @param steps names of the steps, or none
public record SequencePictures(List<AttentionMaps> attentions, List<GateMaps> gates, Dataset sample, List<String> steps) {

    private static final int MOST_FEATURES = 32;
    private static final int MOST_STEPS = 280;
    private static final int FEW_HEADS = 4;
    private static final int HEAD_SIZE = 168;

    public SequencePictures {
        attentions = List.copyOf(attentions);
        gates = List.copyOf(gates);
        steps = List.copyOf(steps);
    }

    /// Those of a row of a data set; none where no layer tells anything.
    public static SequencePictures of(TrainedNetwork network, Dataset data, int row) {
        Dataset sample = data.rows(row);
        return new SequencePictures(AttentionMaps.of(network, sample, 0), GateMaps.of(network, sample, 0), sample, List.of());
    }

    public SequencePictures steps(List<String> steps) { return new SequencePictures(attentions, gates, sample, steps); }

    /// All of them by names for files: `attention-4-1`, `gates-2`.
    public Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        for (AttentionMaps attention : attentions) all.put(fileName("attention", attention.where().replace("attention", "")), heads(attention));
        for (GateMaps layer : gates) all.put(fileName("gates", layer.where()), strips(layer));
        return all;
    }

    private static String fileName(String kind, String where) { return (kind + "-" + where).replaceAll("[^a-z0-9]+", "-").replaceFirst("-$", ""); }

    /// A heat map for each head.
    public Picture heads(AttentionMaps attention) {
        List<HeatMap> maps = new ArrayList<>();
        for (Matrix head : attention.heads()) maps.add(new HeatMap("Head " + (maps.size() + 1), head, List.of(), List.of(), Math.clamp(HEAD_SIZE / Math.max(1, Math.max(head.rows(), head.columns())), 1, 20)));
        return Panels.of("", maps.size() <= FEW_HEADS ? 2 : FEW_HEADS, maps);
    }

    /// The strips of a layer below what the network reads, if that has as many steps; the last steps where there are very many.
    public StepMaps strips(GateMaps layer) {
        int time = layer.maps().values().stream().mapToInt(Matrix::rows).findFirst().orElse(0), from = Math.max(0, time - MOST_STEPS);
        Map<String, Matrix> strips = new LinkedHashMap<>();
        input(time).ifPresent(input -> strips.put("input", input.rows(from, time)));
        layer.maps().forEach((name, map) -> strips.put(name, map.rows(from, time)));
        return StepMaps.of("", strips).steps(steps.size() == time ? steps.subList(from, time) : List.of());
    }

    /// What is read at each step, `[time, features]`; empty if it is a single number with a meaning, such as a token, or has another number of steps.
    private Optional<Matrix> input(int time) {
        List<Shape> inputs = sample.schema().inputs();
        if (time == 0 || inputs.size() > 1 || inputs.getFirst().rank() < 2) return Optional.empty();
        int size = inputs.getFirst().size(), features = size / time;
        if (features * time != size || features > MOST_FEATURES) return Optional.empty();
        return Optional.of(Matrix.wrap(time, features, sample.matrix().toArray()));
    }
}
