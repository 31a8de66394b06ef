package dev.lanewise.cli;

import dev.lanewise.plots.Picture;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo cnn`: the worked examples of a published text on convolution networks, and a network that reads digits.
@Command(name = "cnn", header = "Convolution networks: a published text's examples worked out, its networks counted, and digits read.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo cnn"})
final class CnnDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "2", description = "How often every digit is visited (${DEFAULT-VALUE}).")
    private int epochs;

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        demo.tell(new ConvolutionStory().chapters());
        ReadingStory reading = ReadingStory.learn(EmbeddedDigits.lessened(options), epochs, demo.run());
        demo.tell(reading.chapters());
        demo.end("Convolution networks", () -> {
            Map<String, Picture> pictures = new LinkedHashMap<>(new InsightPictures(reading.network(), reading.test(), ReadingStory.EXAMPLE).all());
            pictures.put("confusion", Confusion.picture(reading.confusion()));
            return pictures;
        });
    }
}
