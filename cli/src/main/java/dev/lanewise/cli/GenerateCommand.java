package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.generate.BeamSearch;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.text.StreamedText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `generate`: writes on where a prompt ends, and shows each piece of text as it comes.
@Command(name = "generate", header = "Write on where a prompt ends, with a language model from a file.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise train char-lm --data plays.txt --set units=256,256 --epochs 10 --out plays.safetensors",
    "  lanewise generate plays.safetensors --prompt \"ROMEO:\" --length 500 --temperature 0.8 --seed 7",
    "  lanewise generate plays.safetensors --prompt \"To be\" --beams 4 --length 60"})
final class GenerateCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private SamplingOptions sampling;

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file of a language model.")
    private Path file;

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = "\n", description = "What the text begins with (the beginning of a line).")
    private String prompt;

    @Option(names = "--length", paramLabel = "N", defaultValue = "200", description = "How many tokens are written at most (${DEFAULT-VALUE}).")
    private int length;

    @Option(names = "--stop", paramLabel = "TEXT", description = "A text before which it ends; may be given several times.")
    private List<String> stops = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Where all randomness comes from (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--beams", paramLabel = "N", defaultValue = "0", description = "Look for the most likely text with so many beams instead of sampling.")
    private int beams;

    @Override public void run() {
        if (stops.stream().anyMatch(String::isEmpty)) throw new UsageException("--stop: expected a text of at least one character, but got an empty one");
        TextModel model = open(file);
        int[] tokens = model.tokenizer().encode(prompt);
        if (beams > 0) tell(model, BeamSearch.of(beams, length).search(model, tokens).getFirst());
        else stream(model, tokens);
    }

    private static TextModel open(Path file) {
        Model model = ModelRegistry.load().read(file);
        if (model instanceof TextModel texts) return texts;
        throw new DataException(file + ": expected a language model, such as 'train char-lm' writes, but got " + model.content().model());
    }

    private void stream(TextModel model, int... tokens) {
        PrintWriter out = lanewise.console().out();
        StreamedText text = StreamedText.of(model.tokenizer(), stops, piece -> {
            out.print(piece);
            out.flush();
        });
        out.print(prompt.strip());
        new Generator(sampling.sampler(), length, List.of()).generate(model, List.of(tokens), Seed.of(seed), (_, token) -> text.add(token));
        text.finish();
        out.println();
    }

    private void tell(TextModel model, Generation text) {
        String said = model.tokenizer().decode(text.toArray());
        int end = stops.stream().mapToInt(said::indexOf).filter(at -> at >= 0).min().orElse(said.length());
        lanewise.console().out().println(prompt.strip() + said.substring(0, end));
    }
}
