package dev.lanewise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `demo perceptron`: a published text's weighted sums worked out, AND, OR and XOR learned by its rule, and digits read.
@Command(name = "perceptron", header = "The perceptron: a published text's examples worked out, what its rule learns, and what it cannot.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo perceptron"})
final class PerceptronDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        PerceptronStory story = new PerceptronStory(EmbeddedDigits.lessened(options), demo.run());
        demo.tell(story.chapters());
        demo.end("The perceptron", story::pictures);
    }
}
