package dev.lanewise.cli;

import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `train`: learns from data and writes a model file.
@Command(name = "train", header = "Learn from data and write a model file.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise train mlp --data digits --epochs 5 --out digits.safetensors",
    "  lanewise train mlp --data iris.csv --target species --set hidden=32,16 --out iris.safetensors",
    "  lanewise train net.json --data mnist/ --seed 7 --out mnist.safetensors"})
final class TrainCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private RecipeOptions model;
    @Mixin private DataOptions data;
    @Mixin private RunOptions run;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write: FILE.safetensors.")
    private Path out;

    @Override public void run() {
        OutputFile.require(out);
        Recipe recipe = model.recipe();
        Estimator estimator = recipe.estimator();
        DataSource source = data.open();
        lanewise.say("Training " + recipe.model() + " on " + source.description() + ", seed " + run.seed());
        long start = System.nanoTime();
        Model learned = estimator.fit(source.train(), run.run(lanewise.listener()));
        double seconds = (System.nanoTime() - start) / 1e9;
        lanewise.console().write(() -> learned.save(out));
        lanewise.console().out().println(out + ": " + recipe.model() + " trained on " + Figures.count(source.train().size()) + " samples in " + Figures.seconds(seconds));
    }
}
