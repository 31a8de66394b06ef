package dev.lanewise.cli;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.SequencePictures;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `explain`: pictures of what a network looks at.
@Command(name = "explain", header = "Draw what a network looks for and where it finds it in one image, where it looks, and what its gates do.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise explain digits.safetensors --data digits --row 3 --out pictures",
    "  lanewise explain pets.safetensors --data whose-is-it.jpg --out pictures",
    "  lanewise explain lstm.safetensors --data digits --row 7 --out pictures"})
final class ExplainCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private ModelOptions model;

    @Option(names = "--row", paramLabel = "N", defaultValue = "0", description = "The number of the sample, counted from 0 (${DEFAULT-VALUE}).")
    private int row;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A directory for the pictures, PNG and SVG: filters, maps, Grad-CAM, occlusion and strongest patches of images; the heads of attention; gates and states.")
    private Path out;

    @Override public void run() {
        PictureFolder.require(out);
        ModelOptions.Task task = model.open();
        if (!(task.model() instanceof TrainedNetwork network)) throw new UsageException("explain: expected a network, but got another kind of model");
        Dataset data = task.data();
        if (row < 0 || row >= data.size()) throw new UsageException("--row: expected one of the samples 0 … " + (data.size() - 1) + ", but got " + row);
        Map<String, Picture> pictures = pictures(network, data);
        if (pictures.isEmpty()) throw new UsageException("explain: expected a network with layers that make maps of images, look around or have gates, but got " + network);
        lanewise.console().write(() -> PictureFolder.write(out, pictures));
        lanewise.console().out().println(TextTable.facts(network.predict(data.rows(row))).stripTrailing());
        lanewise.console().out().println("Drawn: " + PictureFolder.describe(out, pictures));
    }

    private Map<String, Picture> pictures(TrainedNetwork network, Dataset data) {
        boolean images = data.schema().inputs().size() == 1 && data.schema().input().rank() == 3;
        Map<String, Picture> pictures = new LinkedHashMap<>(images ? new InsightPictures(network, data, row).all() : Map.of());
        pictures.putAll(SequencePictures.of(network, data, row).all());
        return pictures;
    }
}
