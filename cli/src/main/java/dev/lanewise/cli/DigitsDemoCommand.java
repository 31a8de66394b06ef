package dev.lanewise.cli;

import dev.lanewise.core.data.Datasets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo digits`: principal components of images of digits, a published text's claims beside what comes out.
@Command(name = "digits", header = "Principal components of digits, and what linear methods read with them; with MNIST, a published text's numbers beside ours.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo digits"})
final class DigitsDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Option(names = "--data", paramLabel = "PATH", description = "A folder with MNIST's four files, to see the text's own data (generated digits).")
    private Optional<String> data = Optional.empty();

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        DigitsStory story = DigitsStory.learn(data.map(path -> Datasets.open(path, "")).orElseGet(() -> EmbeddedDigits.lessened(options)), demo.run());
        demo.tell(story.chapters());
        demo.end("Principal components of digits", story::pictures);
    }
}
