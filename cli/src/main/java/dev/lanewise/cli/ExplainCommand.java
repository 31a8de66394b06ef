package dev.lanewise.cli;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.plots.Picture;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `explain`: pictures of what a network of images looks at.
@Command(name = "explain", header = "Draw what a network of images has learned to look for, and where it finds it in one image.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise explain digits.safetensors --data digits --row 3 --out pictures",
    "  lanewise explain pets.safetensors --data whose-is-it.jpg --out pictures"})
final class ExplainCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private ModelOptions model;

    @Option(names = "--row", paramLabel = "N", defaultValue = "0", description = "The number of the image, counted from 0 (${DEFAULT-VALUE}).")
    private int row;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A directory for the pictures, PNG and SVG: filters, maps, Grad-CAM, occlusion, strongest patches.")
    private Path out;

    @Override public void run() {
        PictureFolder.require(out);
        ModelOptions.Task task = model.open();
        if (!(task.model() instanceof TrainedNetwork network)) throw new UsageException("explain: expected a network, but got another kind of model");
        Dataset data = task.data();
        if (data.schema().inputs().size() != 1 || data.schema().input().rank() != 3) throw new UsageException("explain: expected a network of images, but its samples are " + data.schema().inputs());
        if (row < 0 || row >= data.size()) throw new UsageException("--row: expected one of the images 0 … " + (data.size() - 1) + ", but got " + row);
        Map<String, Picture> pictures = new InsightPictures(network, data, row).all();
        lanewise.console().write(() -> PictureFolder.write(out, pictures));
        lanewise.console().out().println(TextTable.facts(network.predict(data.rows(row))).stripTrailing());
        lanewise.console().out().println("Drawn: " + PictureFolder.describe(out, pictures));
    }
}
