package dev.lanewise.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `demo students`: the worked example of a published text on principal components, its numbers beside ours.
@Command(name = "students", header = "Principal components of 30 students, with the numbers of a published text beside ours.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo students"})
final class StudentsDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        StudentsStory story = StudentsStory.learn(demo.run());
        demo.tell(story.chapters());
        demo.end("Principal components of 30 students", story::pictures);
    }
}
