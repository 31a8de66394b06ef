package dev.lanewise.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo transformer`: attention worked out by hand, then a language model that learns tales, writes one, and shows where it looks.
@Command(name = "transformer", header = "Attention worked out, and a transformer that learns tales, writes on, and shows where it looks.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo transformer",
    "  lanewise demo transformer --quick --report page"})
final class TransformerDemoCommand implements Runnable {

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Option(names = "--epochs", paramLabel = "N", description = "How often the tales are read (12, or 1 with --quick).")
    private Optional<Integer> epochs = Optional.empty();

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        demo.tell(new AttentionStory().chapters());
        TaleStory story = TaleStory.learn(options.quick(), epochs.orElse(options.lessened(12, 1)), demo);
        story.tell(demo);
        demo.end("Attention and a transformer that writes tales", story::pictures);
    }
}
