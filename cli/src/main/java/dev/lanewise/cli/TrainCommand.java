package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.doctor.Diagnosis;
import dev.lanewise.core.doctor.Doctor;
import dev.lanewise.core.doctor.Examined;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.plots.report.Block;
import dev.lanewise.plots.report.DiagnosisSection;
import dev.lanewise.plots.report.OptionsSection;
import dev.lanewise.plots.report.ProvenanceSection;
import dev.lanewise.plots.report.Report;
import dev.lanewise.plots.report.TrainingReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `train`: learns from data and writes a model file.
@Command(name = "train", header = "Learn from data and write a model file.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise train mlp --data digits --epochs 5 --out digits.safetensors",
    "  lanewise train mlp --data iris.csv --target species --set hidden=32,16 --out iris.safetensors",
    "  lanewise train cnn --data pets/ --size 64 --out pets.safetensors",
    "  lanewise train mlp --data digits --out digits.safetensors --report digits-report",
    "  lanewise train net.json --data mnist/ --seed 7 --out mnist.safetensors",
    "  lanewise train cnn --data mnist/ --checkpoint saved/ --resume --log cnn.csv --out cnn.safetensors"})
final class TrainCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private RecipeOptions model;
    @Mixin private DataOptions data;
    @Mixin private RunOptions run;
    @Mixin private ReportOption report;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write: FILE.safetensors.")
    private Path out;

    @Option(names = "--diagnose", description = "Watch the training and tell what is wrong with it: gradients, units, rate, data, loss. The model stays the same, bit for bit.")
    private boolean diagnose;

    @Override public void run() {
        OutputFile.require(List.of(model.name(), data.name()), Optional.of(out), model.log());
        report.require();
        Recipe recipe = model.recipe();
        Estimator estimator = recipe.estimator();
        DataSource source = data.open();
        String sentence = "Training " + recipe.model() + " on " + source.description() + ", seed " + run.seed();
        long start = System.nanoTime();
        try (Interruption interruption = new Interruption(recipe.savesCheckpoints())) {
            Run circumstances = run.run(new Interruptible(Announcement.of(lanewise, sentence), interruption));
            Optional<Examined> examined = examined(estimator, source, circumstances);
            Model learned = examined.isPresent() ? examined.get().learned() : estimator.fit(source.train(), circumstances);
            if (interruption.wasAsked()) tellHowToGoOn(learned);
            else {
                tell(recipe, learned, source, (System.nanoTime() - start) / 1e9);
                report.write(lanewise, () -> page(recipe, learned, source, examined.map(Examined::diagnosis)));
            }
        }
    }

    private void tell(Recipe recipe, Model learned, DataSource source, double seconds) {
        lanewise.console().write(() -> learned.save(out));
        lanewise.console().out().println(out + ": " + recipe.model() + " trained on " + Figures.count(source.train().size()) + " samples in "
                + Figures.seconds(seconds) + outcome(learned));
        learned.remarks().forEach(lanewise::say);
    }

    /// The same model, with a diagnosis: that of a training that failed, too. Empty where nobody wants one, or nothing is trained step by step.
    private Optional<Examined> examined(Estimator estimator, DataSource source, Run circumstances) {
        if (!(estimator instanceof NetworkEstimator network)) {
            if (diagnose) throw new UsageException("train: expected a network with --diagnose, but got a model that is not trained step by step. Leave --diagnose away");
            return Optional.empty();
        }
        if (!diagnose && !report.isWanted()) return Optional.empty();
        Doctor doctor = source.test().filter(test -> test.schema().target().kind() != Schema.Target.Kind.NONE).map(Doctor.standard()::judgeBy).orElse(Doctor.standard());
        Examined examined = doctor.examine(network, source.train(), circumstances);
        if (diagnose) lanewise.console().out().println(examined.diagnosis());
        return Optional.of(examined);
    }

    private Report page(Recipe recipe, Model learned, DataSource source, Optional<Diagnosis> diagnosis) {
        Run circumstances = run.run(Progress.Listener.silent());
        Report page = TrainingReport.of(recipe.model() + " on " + Path.of(data.name()).getFileName(), learned, source, circumstances);
        return page.with(diagnosis.map(DiagnosisSection::of).stream().toList())
                .with(OptionsSection.of(recipe.options(), recipe.provider().options()), ProvenanceSection.of(learned.content(), circumstances, "Lanewise " + Version.number()).with(Block.text("Data: " + source.description() + ".")));
    }

    private void tellHowToGoOn(Model learned) {
        int epochs = learned instanceof TrainedNetwork network ? network.history().epochs().size() : 0;
        lanewise.console().err().println("Stopped after " + Figures.count(epochs) + (epochs == 1 ? " epoch" : " epochs") + "; a checkpoint is saved. The same command with --resume goes on from there");
    }

    /// `, loss 0.0284, loss on the validation samples 0.0411`
    private static String outcome(Model learned) {
        if (!(learned instanceof TrainedNetwork network) || network.history().epochs().isEmpty()) return "";
        History.Epoch last = network.history().epochs().getLast();
        String validation = Double.isNaN(last.validationLoss()) ? "" : ", loss on the validation samples " + Figures.number(last.validationLoss());
        return ", loss " + Figures.number(last.loss()) + validation;
    }

    /// A training that ends early when it is asked to.
    private record Interruptible(Announcement announcement, Interruption interruption) implements Progress.Listener {

        @Override public void onProgress(Progress progress) { announcement.onProgress(progress); }

        @Override public void onNotice(String notice) { announcement.onNotice(notice); }

        @Override public boolean wantsToStop() { return interruption.wasAsked(); }
    }
}
