package dev.lanewise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `demo gradients`: where gradients vanish and explode, layer by layer and step by step, and what each remedy of a published text does.
@Command(name = "gradients", header = "Vanishing and exploding gradients, measured; and what each remedy of a published text does.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo gradients"})
final class GradientsDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        GradientStory story = new GradientStory(EmbeddedDigits.few(), options.lessened(20, 8), options.lessened(60, 20), demo.run());
        demo.tell(story.chapters());
        demo.tell(new RemedyStory().chapters());
        demo.end("Vanishing and exploding gradients", story::pictures);
    }
}
