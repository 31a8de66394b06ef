package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.generate.BeamSearch;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.TextModelRegistry;
import dev.lanewise.core.text.StreamedText;
import dev.lanewise.plots.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `generate`: writes on where a prompt ends, and shows each piece of text as it comes.
@Command(name = "generate", header = "Write on where a prompt ends, with a language model from a file.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise train char-lm --data plays.txt --set units=256,256 --epochs 10 --out plays.safetensors",
    "  lanewise generate plays.safetensors --prompt \"ROMEO:\" --length 500 --temperature 0.8 --seed 7",
    "  lanewise generate plays.safetensors --prompt \"To be\" --beams 4 --length 60",
    "  lanewise generate tales.safetensors --prompt \"Mira lived by the sea. \" --looks heads",
    "  lanewise generate gpt2/ --prompt \"The meaning of life is\" --weights int8 --temperature 0",
    "  lanewise generate stories15M.bin --tokenizer tokenizer.bin --prompt \"Once upon a time\""})
final class GenerateCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private SamplingOptions sampling;
    @Mixin private RunOptions run;

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file of a language model; or a folder with config.json and model.safetensors of Llama, Mistral, Qwen2 or GPT-2, or a file *.bin of llama2.c.")
    private Path file;

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = "\n", description = "What the text begins with (the beginning of a line).")
    private String prompt;

    @Option(names = "--length", paramLabel = "N", defaultValue = "200", description = "How many tokens are written at most (${DEFAULT-VALUE}).")
    private int length;

    @Option(names = "--stop", paramLabel = "TEXT", description = "A text before which it ends; may be given several times.")
    private List<String> stops = new ArrayList<>();

    @Option(names = "--weights", paramLabel = "FORMAT", description = "float32, bfloat16 or int8: what is kept of weights that other programs wrote; the narrower, the faster (float32).")
    private Optional<String> weights = Optional.empty();

    @Option(names = "--tokenizer", paramLabel = "PATH", description = "The tokenizer of a model that other programs wrote, where it doesn't stand beside it.")
    private Optional<Path> tokenizer = Optional.empty();

    @Option(names = "--beams", paramLabel = "N", defaultValue = "0", description = "Look for the most likely text with so many beams instead of sampling.")
    private int beams;

    @Option(names = "--looks", paramLabel = "DIR", description = "A directory for pictures of where each head of each block looks in the prompt, PNG and SVG.")
    private Optional<Path> looks = Optional.empty();

    @Override public void run() {
        looks.ifPresent(PictureFolder::require);
        if (stops.stream().anyMatch(String::isEmpty)) throw new UsageException("--stop: expected a text of at least one character, but got an empty one");
        if (beams < 0) throw new UsageException("--beams: expected a number ≥ 0, but got " + beams);
        Run settings = run.run(lanewise.listener());
        TextModel model = open(settings);
        int[] tokens = model.tokenizer().encode(prompt);
        String known = model.tokenizer().decode(tokens);
        if (!known.strip().equals(prompt.strip())) lanewise.say("The model doesn't know all of the prompt, and goes on from: " + known.strip());
        if (beams > 0) tell(model, search(model).search(model, tokens).getFirst());
        else stream(model, settings.seed(), tokens);
        looks.ifPresent(folder -> draw(folder, AttentionPictures.of(model, prompt)));
    }

    private void draw(Path folder, Map<String, Picture> pictures) {
        lanewise.console().write(() -> PictureFolder.write(folder, pictures));
        lanewise.say("Drawn: " + PictureFolder.describe(folder, pictures));
    }

    private BeamSearch search(TextModel model) {
        BeamSearch search = BeamSearch.of(beams, length);
        for (int end : model.ends()) search = search.stoppingAt(end);
        return search;
    }

    private TextModel open(Run settings) {
        Options options = Options.none();
        if (weights.isPresent()) options = options.with("weights", weights.get());
        if (tokenizer.isPresent()) options = options.with("tokenizer", tokenizer.get().toString());
        Optional<TextModel> foreign = TextModelRegistry.load().read(file, options, settings);
        if (foreign.isPresent()) return foreign.get();
        if (!options.names().isEmpty()) throw new UsageException("--" + options.names().iterator().next() + ": expected a model that another program wrote, but got " + file);
        Model model = ModelRegistry.load().read(file);
        if (model instanceof TextModel texts) return texts;
        throw new DataException(file + ": expected a language model, such as 'train char-lm' writes, but got " + model.content().model());
    }

    private void stream(TextModel model, Seed seed, int... tokens) {
        PrintWriter out = lanewise.console().out();
        StreamedText text = StreamedText.of(model.tokenizer(), stops, piece -> {
            out.print(piece);
            out.flush();
        }).behind(tokens);
        Generator generator = new Generator(sampling.sampler(), length, List.of());
        for (int end : model.ends()) generator = generator.stoppingAt(end);
        out.print(prompt.strip());
        out.flush();
        Speed speed = new Speed();
        generator.generate(model, List.of(tokens), seed, (_, token) -> speed.counts() && text.add(token));
        text.finish();
        out.println();
        out.flush();
        lanewise.say(speed.toString());
    }

    private void tell(TextModel model, Generation text) {
        StringBuilder said = new StringBuilder();
        StreamedText streamed = StreamedText.of(model.tokenizer(), stops, said::append).behind(model.tokenizer().encode(prompt));
        for (int token : text.tokens()) streamed.add(token);
        streamed.finish();
        lanewise.console().out().println(prompt.strip() + said);
    }

    /// Tokens that come, and how fast: the time of the prompt, which ends with the first token, is not that of writing.
    private static final class Speed {

        private final long start = System.nanoTime();
        private long first;
        private long last;
        private int tokens;

        /// One more token, which counts.
        boolean counts() {
            last = System.nanoTime();
            if (tokens++ == 0) first = last;
            return true;
        }

        @Override public String toString() {
            String rate = tokens > 1 ? String.format(Locale.ROOT, ", %.1f tokens/s", (tokens - 1) * 1e9 / Math.max(1, last - first)) : "";
            return String.format(Locale.ROOT, "%d tokens%s; the first one after %.2f s", tokens, rate, tokens == 0 ? 0 : (first - start) * 1e-9);
        }
    }
}
