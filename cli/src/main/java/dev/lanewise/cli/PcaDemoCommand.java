package dev.lanewise.cli;

import dev.lanewise.plots.Picture;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `demo pca`: principal components from 30 students to 10,000 digits, with the numbers of a published text beside ours.
@Command(name = "pca", header = "Principal components, from 30 students to 10,000 digits, with the numbers of a published text beside ours.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo pca",
    "  lanewise demo pca --out pictures"})
final class PcaDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        StudentsStory students = StudentsStory.learn(demo.run());
        demo.tell(students.chapters());
        DigitsStory digits = DigitsStory.learn(EmbeddedDigits.lessened(options), demo.run());
        demo.tell(digits.chapters());
        demo.end("Principal components", () -> {
            Map<String, Picture> pictures = students.pictures();
            pictures.putAll(digits.pictures());
            return pictures;
        });
    }
}
