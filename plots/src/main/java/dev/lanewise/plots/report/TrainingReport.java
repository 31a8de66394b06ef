package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.doctor.Severity;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.LanguageModel;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.TrainingCurves;
import java.util.ArrayList;
import java.util.List;

/// What a training gave: curves, how well it does on samples that it did not see, the network, where it looked.
public final class TrainingReport {

    private static final int EXAMPLES = 4;
    private static final Block SEEN = Block.notice(Severity.NOTE, "judged by what it learned from", "The data have no samples that training did not see, so these figures say how well it remembers.", "Judge by others: lanewise evaluate FILE --data OTHERS --report DIR");

    private TrainingReport() { }

    /// A page without samples to judge by.
    ///
    /// @param name of the model
    public static Report of(String name, Model learned) {
        List<Section> sections = new ArrayList<>();
        if (learned instanceof TrainedNetwork network && !network.history().epochs().isEmpty()) sections.add(course(network.history()));
        if (!learned.remarks().isEmpty()) sections.add(Section.of("Remarks", learned.remarks().stream().map(Block::text).toArray(Block[]::new)));
        if (learned instanceof TrainedNetwork network) sections.add(Section.of("The network", Block.code(network.network().summary())));
        return Report.of(name, sentence(learned)).with(sections);
    }

    /// A page that judges by the samples that the training did not see, if the data have some; else by those that it saw, and says so.
    public static Report of(String name, Model learned, DataSource data, Run run) {
        Report report = of(name, learned);
        Dataset samples = data.test().orElse(data.train());
        if (learned instanceof Translator translator) return report.with(translations(translator, samples));
        boolean judges = samples.schema().target().kind() != Target.Kind.NONE && !(learned instanceof Reducer && !(learned instanceof Classifier)) && !(learned instanceof LanguageModel);
        if (!judges) return report;
        Judgement judgement = Judgement.of(learned, samples, run);
        List<Section> sections = new ArrayList<>(judgement.sections());
        if (data.test().isEmpty()) sections.set(0, sections.getFirst().with(SEEN));
        sections.addAll(report.sections());
        return Report.of(name, judgement.sentence() + (data.test().isPresent() ? "" : " Training saw these samples.")).with(sections);
    }

    private static String sentence(Model learned) {
        if (!(learned instanceof TrainedNetwork network) || network.history().epochs().isEmpty()) return "Trained on " + Figures.count(learned.content().provenance().samples()) + " samples.";
        History.Epoch first = network.history().epochs().getFirst(), last = network.history().epochs().getLast();
        return "The loss went from " + Figures.number(first.loss()) + " to " + Figures.number(last.loss()) + " in " + Figures.count(last.number()) + (last.number() == 1 ? " epoch." : " epochs.");
    }

    private static Section course(History history) {
        Section section = Section.of("How training went", Block.drawing(TrainingCurves.loss(history), "The mean loss of each epoch."));
        for (var chart : TrainingCurves.others(history)) section = section.with(Block.drawing(chart, "The " + chart.yLabel() + " by epoch."));
        return section.with(Block.folded("Every epoch", Block.rows("", history.table())));
    }

    /// What becomes of the first texts, and where the model looked for each piece of it.
    private static Section translations(Translator translator, Dataset texts) {
        List<Block> blocks = new ArrayList<>();
        for (int row = 0; row < Math.min(EXAMPLES, texts.size()); row++) {
            String text = TextDataset.text(texts, row), said = translator.translate(text);
            translator.alignment(text, said).ifPresentOrElse(alignment -> blocks.add(Block.drawing(map(alignment), "\"" + text + "\" becomes \"" + said + "\"; a row is a piece of it, and the darker a cell, the more it looked there.")),
                    () -> blocks.add(Block.text("\"" + text + "\" becomes \"" + said + "\".")));
        }
        return new Section("What it makes of texts", blocks);
    }

    private static HeatMap map(Alignment alignment) { return HeatMap.of("", alignment.weights(), alignment.target(), alignment.source()); }
}
