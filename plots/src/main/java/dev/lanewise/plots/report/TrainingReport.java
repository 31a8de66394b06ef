package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.doctor.Severity;
import dev.lanewise.core.generate.LanguageModel;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.language.LearnedLanguage;
import dev.lanewise.core.language.LearnedTranslation;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.plots.TrainingCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a training gave: curves, how well it does on samples that it did not see, the network, where it looked.
public final class TrainingReport {

    private static final int MOST_TEXTS = 500;
    private static final Block SEEN = Block.notice(Severity.NOTE, "judged by what it learned from", "The data have no samples that training did not see, so these figures say how well it remembers.", "Judge by others: lanewise evaluate FILE --data OTHERS --report DIR");

    private TrainingReport() { }

    /// A page without samples to judge by.
    ///
    /// @param name of the model
    public static Report of(String name, Model learned) {
        List<Section> sections = new ArrayList<>();
        Optional<TrainedNetwork> network = network(learned);
        history(learned).ifPresent(history -> sections.add(course(history)));
        if (!learned.remarks().isEmpty()) sections.add(Section.of("Remarks", learned.remarks().stream().map(Block::text).toArray(Block[]::new)));
        network.ifPresent(own -> sections.add(Section.of("The network", Block.code(own.network().summary()))));
        return Report.of(name, sentence(learned)).with(sections);
    }

    /// A page that judges by the samples that the training did not see, if the data have some; else by those that it saw, and says so.
    public static Report of(String name, Model learned, DataSource data, Run run) {
        Report report = of(name, learned);
        Dataset samples = data.test().orElse(data.train());
        List<Section> work = WorkSections.of(learned, samples);
        boolean texts = learned instanceof Translator || learned instanceof LanguageModel;
        if (texts) return judged(name, learned, samples.rows(IntStream.range(0, Math.min(MOST_TEXTS, samples.size())).toArray()), run, data.test().isEmpty()).with(work).with(report.sections());
        boolean judges = samples.schema().target().kind() != Target.Kind.NONE && !(learned instanceof Reducer && !(learned instanceof Classifier));
        if (!judges) return report.with(work);
        Judgement judgement = Judgement.of(learned, samples, run);
        List<Section> sections = new ArrayList<>(judgement.sections());
        if (data.test().isEmpty()) sections.set(0, sections.getFirst().with(SEEN));
        sections.addAll(work);
        sections.addAll(report.sections());
        return Report.of(name, judgement.sentence() + (data.test().isPresent() ? "" : " Training saw these samples.")).with(sections);
    }

    /// Figures of texts alone: what the model says of each of them is not asked for.
    private static Report judged(String name, Model learned, Dataset texts, Run run, boolean seen) {
        Section figures = Judgement.figures(learned.evaluate(texts, run));
        return Report.of(name, sentence(learned), seen ? figures.with(SEEN) : figures);
    }

    /// The network that was trained step by step, if there is one.
    private static Optional<TrainedNetwork> network(Model learned) {
        return switch (learned) {
            case TrainedNetwork network -> Optional.of(network);
            case LearnedLanguage language -> Optional.of(language.network());
            case LearnedTranslation translation -> Optional.of(translation.network());
            default -> Optional.empty();
        };
    }

    private static Optional<History> history(Model learned) { return network(learned).map(TrainedNetwork::history).filter(history -> !history.epochs().isEmpty()); }

    private static String sentence(Model learned) {
        Optional<History> history = history(learned);
        if (history.isEmpty()) return "Trained on " + Figures.count(learned.content().provenance().samples()) + " samples.";
        History.Epoch first = history.get().epochs().getFirst(), last = history.get().epochs().getLast();
        if (first == last) return "After one epoch the loss is " + Figures.number(last.loss()) + ".";
        return "The loss went from " + Figures.number(first.loss()) + " to " + Figures.number(last.loss()) + " in " + Figures.count(last.number()) + " epochs.";
    }

    private static Section course(History history) {
        if (history.epochs().size() == 1) return Section.of("How training went", Block.rows("There is one epoch", history.table()));
        Section section = Section.of("How training went", Block.drawing(TrainingCurves.loss(history), "The mean loss of each epoch."));
        for (var chart : TrainingCurves.others(history)) section = section.with(Block.drawing(chart, "The " + chart.yLabel() + " by epoch."));
        return section.with(Block.folded("Every epoch", Block.rows("", history.table())));
    }
}
