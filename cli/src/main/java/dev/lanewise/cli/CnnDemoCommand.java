package dev.lanewise.cli;

import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.plots.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo cnn`: the worked examples of a published text on convolution networks, and a network that reads digits.
@Command(name = "cnn", header = "Convolution networks: a published text's examples worked out, its networks counted, and digits read.")
final class CnnDemoCommand implements Runnable {

    @ParentCommand private DemoCommand demo;
    @Mixin private RunOptions run;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "2", description = "How often every digit is visited (${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--out", paramLabel = "DIR", description = "A directory for the pictures, PNG and SVG: filters, maps, Grad-CAM, occlusion, strongest patches, confusion matrix.")
    private Optional<Path> out = Optional.empty();

    @Override public void run() {
        out.ifPresent(PictureFolder::require);
        new ConvolutionStory().chapters().forEach(chapter -> tell(chapter.get()));
        DataSource digits = Datasets.open("digits", "");
        ReadingStory reading = ReadingStory.learn(digits, epochs, run.run(demo.lanewise().listener()));
        reading.chapters().forEach(this::tell);
        out.ifPresent(folder -> {
            Map<String, Picture> pictures = new LinkedHashMap<>(new InsightPictures(reading.network(), reading.test(), ReadingStory.EXAMPLE).all());
            pictures.put("confusion", Confusion.picture(reading.confusion()));
            demo.lanewise().console().write(() -> PictureFolder.write(folder, pictures));
            tell("Drawn: " + PictureFolder.describe(folder, pictures));
        });
    }

    private void tell(String text) {
        PrintWriter printer = demo.lanewise().console().out();
        printer.println(text);
        printer.flush();
    }
}
