package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.insight.AttentionMaps;
import dev.lanewise.core.insight.GateMaps;
import dev.lanewise.core.language.LearnedLanguage;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.prepare.PipelineModel;
import dev.lanewise.core.series.ForecastModel;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.Panels;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.StepMaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// A model at work: what it makes of texts, where it looks in a sample, what its gates let through.
public final class WorkSections {

    private static final int MOST_FEATURES = 32;
    private static final int MOST_STEPS = 280;
    private static final int FEW = 4;
    private static final int HEAD_SIZE = 168;

    private WorkSections() { }

    /// What there is to see of it; nothing for most models.
    ///
    /// @param samples of the kind that it takes, of which the first ones are shown
    public static List<Section> of(Model model, Dataset samples) {
        if (samples.size() == 0) return List.of();
        return switch (model) {
            case TrainedNetwork network -> of(network, samples, List.of());
            case PipelineModel pipeline -> of(pipeline.last(), pipeline.prepare(samples.rows(0)));
            case LearnedLanguage language -> TextSections.written(language, samples);
            case Translator translator -> TextSections.translations(translator, samples);
            default -> List.of();
        };
    }

    /// What goes on in a forecaster's network while it reads the end of a series.
    public static List<Section> of(ForecastModel model, TimeSeries known) {
        if (!(model.models().getFirst() instanceof TrainedNetwork network)) return List.of();
        List<String> times = IntStream.range(known.length() - model.lookBack(), known.length()).mapToObj(known.timeline()::label).toList();
        return of(network, model.lookedAt(known), times);
    }

    private static List<Section> of(TrainedNetwork network, Dataset samples, List<String> steps) {
        List<Section> sections = new ArrayList<>(looks(AttentionMaps.of(network, samples, 0), samples));
        List<GateMaps> gates = GateMaps.of(network, samples, 0);
        if (!gates.isEmpty()) sections.add(gates(gates, pictures(gates, samples, steps), steps.isEmpty() ? "the first sample" : "what is known last"));
        return sections;
    }

    /// One map for each head of each attention; nothing if there is none.
    private static List<Section> looks(List<AttentionMaps> attentions, Dataset samples) {
        if (attentions.isEmpty()) return List.of();
        List<Block> blocks = new ArrayList<>();
        if (SampleImages.are(samples)) blocks.add(Block.drawing(SampleImages.of(samples, 0), "The first sample, in which it looks."));
        for (AttentionMaps attention : attentions) blocks.add(Block.drawing(heads(attention), caption(attention)));
        return List.of(new Section("Where it looks", blocks));
    }

    private static String caption(AttentionMaps attention) {
        Matrix first = attention.heads().getFirst();
        String each = attention.heads().size() == 1 ? "" : ", one map for each head";
        return "Layer " + attention.where() + ", the first sample: how much each of " + Figures.count(first.rows()) + " steps (a row) looks at each of " + Figures.count(first.columns()) + " (the columns)" + each + ". The darker, the more.";
    }

    private static Picture heads(AttentionMaps attention) {
        List<HeatMap> maps = new ArrayList<>();
        for (Matrix head : attention.heads()) maps.add(new HeatMap("Head " + (maps.size() + 1), head, List.of(), List.of(), Math.clamp(HEAD_SIZE / Math.max(1, Math.max(head.rows(), head.columns())), 1, 20)));
        return Panels.of("", maps.size() <= FEW ? 2 : FEW, maps);
    }

    static Section gates(List<GateMaps> gates, List<StepMaps> pictures, String of) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < gates.size(); i++) {
            String where = gates.get(i).where().isEmpty() ? "" : "Layer " + gates.get(i).where() + ", ";
            blocks.add(Block.drawing(pictures.get(i), where + of + ": a row for each unit. " + meaning(gates.get(i).maps().keySet()) + "Gates are white at 0 and dark at 1; what can be negative is red above 0 and blue below it."));
        }
        return new Section("Gates and states, step by step", blocks);
    }

    private static String meaning(Set<String> names) {
        boolean keeps = names.stream().anyMatch(name -> name.matches("(.*\\.)?f")), mixes = names.stream().anyMatch(name -> name.matches("(.*\\.)?z"));
        return keeps ? "Gate f says how much of the state c is kept, i how much of the candidate is added, o how much is told as h. " : mixes ? "Gate z says how much of h is kept instead of the candidate, r how much of it the candidate sees. " : "";
    }

    /// A picture for each layer that has gates, with the series that it read on top: `forecast --gates` draws it.
    public static List<StepMaps> gatePictures(ForecastModel model, TimeSeries known) {
        if (!(model.models().getFirst() instanceof TrainedNetwork network)) return List.of();
        Dataset read = model.lookedAt(known);
        return pictures(GateMaps.of(network, read, 0), read, IntStream.range(known.length() - model.lookBack(), known.length()).mapToObj(known.timeline()::label).toList());
    }

    private static List<StepMaps> pictures(List<GateMaps> gates, Dataset samples, List<String> steps) {
        return gates.stream().map(layer -> picture(layer, samples, steps)).toList();
    }

    /// The strips of a layer below what the network reads; the last steps where there are very many.
    static StepMaps picture(GateMaps gates, Dataset samples, List<String> steps) {
        int time = gates.maps().values().stream().mapToInt(Matrix::rows).findFirst().orElse(0), from = Math.max(0, time - MOST_STEPS);
        Map<String, Matrix> strips = new LinkedHashMap<>();
        int features = time == 0 ? 0 : samples.schema().input().size() / time;
        if (features > 0 && features <= MOST_FEATURES && features * time == samples.schema().input().size() && samples.schema().input().rank() > 1) strips.put("input", input(samples, time).rows(from, time));
        gates.maps().forEach((name, map) -> strips.put(name, map.rows(from, time)));
        return StepMaps.of("", strips).steps(steps.size() == time ? steps.subList(from, time) : List.of());
    }

    private static Matrix input(Dataset samples, int time) {
        double[] values = samples.rows(0).matrix().toArray();
        return Matrix.wrap(time, values.length / time, Arrays.copyOf(values, values.length));
    }
}
