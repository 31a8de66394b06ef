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
import dev.lanewise.plots.SequencePictures;
import dev.lanewise.plots.StepMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A model at work: what it makes of texts, where it looks in a sample, what its gates let through.
public final class WorkSections {

    private WorkSections() { }

    /// What there is to see of it; nothing for most models.
    ///
    /// @param samples of the kind that it takes, of which the first ones are shown
    public static List<Section> of(Model model, Dataset samples) {
        if (samples.size() == 0) return List.of();
        return switch (model) {
            case TrainedNetwork network -> sections(SequencePictures.of(network, samples, 0), "the first sample");
            case PipelineModel pipeline -> of(pipeline.last(), pipeline.prepare(samples.rows(0)));
            case LearnedLanguage language -> TextSections.written(language, samples);
            case Translator translator -> TextSections.translations(translator, samples);
            default -> List.of();
        };
    }

    /// What goes on in a forecaster's network while it reads the end of a series.
    public static List<Section> of(ForecastModel model, TimeSeries known) {
        return pictures(model, known).map(pictures -> sections(pictures, "what is known last")).orElse(List.of());
    }

    /// The pictures of these sections; empty for a model that is no network.
    public static Optional<SequencePictures> pictures(ForecastModel model, TimeSeries known) {
        if (!(model.models().getFirst() instanceof TrainedNetwork network)) return Optional.empty();
        List<String> times = IntStream.range(known.length() - model.lookBack(), known.length()).mapToObj(known.timeline()::label).toList();
        return Optional.of(SequencePictures.of(network, model.lookedAt(known), 0).steps(times));
    }

    private static List<Section> sections(SequencePictures pictures, String of) {
        List<Section> sections = new ArrayList<>();
        if (!pictures.attentions().isEmpty()) sections.add(looks(pictures, of));
        if (!pictures.gates().isEmpty()) sections.add(gates(pictures.gates(), pictures.gates().stream().map(pictures::strips).toList(), of));
        return sections;
    }

    private static Section looks(SequencePictures pictures, String of) {
        List<Block> blocks = new ArrayList<>();
        if (SampleImages.are(pictures.sample())) blocks.add(Block.drawing(SampleImages.of(pictures.sample(), 0), "The picture in which it looks: " + of + "."));
        for (AttentionMaps attention : pictures.attentions()) blocks.add(Block.drawing(pictures.heads(attention), caption(attention, of)));
        return new Section("Where it looks", blocks);
    }

    private static String caption(AttentionMaps attention, String of) {
        Matrix first = attention.heads().getFirst();
        String each = attention.heads().size() == 1 ? "" : ", one map for each head";
        return "Layer " + attention.where() + ", " + of + ": how much each of " + Figures.count(first.rows()) + " steps (a row) looks at each of " + Figures.count(first.columns()) + " (the columns)" + each + ". The darker, the more.";
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
}
