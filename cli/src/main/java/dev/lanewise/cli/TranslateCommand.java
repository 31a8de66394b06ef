package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.text.StreamedText;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `translate`: says texts in other texts, a line for each.
@Command(name = "translate", header = "Say texts in other texts, with a model from a file: a line for each.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise train seq2seq --data dates --epochs 3 --out dates.safetensors",
    "  lanewise translate dates.safetensors \"3 May 1979\" \"Thursday 3 May 1979\" --plot alignment.png",
    "  lanewise train seq2seq --data eng-fra.txt --set tokens=words --set units=256 --out french.safetensors"})
final class TranslateCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file of a model that translates.")
    private Path file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What is to be translated.")
    private List<String> texts;

    @Option(names = "--beams", paramLabel = "N", defaultValue = "0", description = "Look for the best translation with so many beams; without them the best token of each step is taken.")
    private int beams;

    @Option(names = "--plot", paramLabel = "FILE", description = "A picture of where the model looked for the first text: FILE.png or FILE.svg.")
    private Optional<Path> plot = Optional.empty();

    @Override public void run() {
        if (beams < 0) throw new UsageException("--beams: expected a number ≥ 0, but got " + beams);
        OutputFile.requirePicture("--plot", plot);
        OutputFile.require(List.of(file.toString()), plot);
        Translator model = open(file);
        String first = "";
        for (int i = 0; i < texts.size(); i++) {
            String said = beams > 0 ? searched(model, texts.get(i)) : streamed(model, texts.get(i));
            if (i == 0) first = said;
        }
        if (plot.isEmpty()) return;
        Picture picture = picture(model, texts.getFirst(), first);
        lanewise.console().write(() -> picture.save(plot.get()));
    }

    private static Translator open(Path file) {
        Model model = ModelRegistry.load().read(file);
        if (model instanceof Translator translator) return translator;
        throw new DataException(file + ": expected a model that translates, such as 'train seq2seq' writes, but got " + model.content().model());
    }

    private String streamed(Translator model, String text) {
        PrintWriter out = lanewise.console().out();
        StringBuilder all = new StringBuilder();
        StreamedText said = StreamedText.of(model.tokenizer(), List.of(), piece -> {
            all.append(piece);
            out.print(piece);
            out.flush();
        });
        model.greedy().generate(model.translating(List.of(text)), Seed.of(0), (_, token) -> said.add(token));
        said.finish();
        out.println();
        return all.toString();
    }

    private String searched(Translator model, String text) {
        Generation best = model.beams(beams).search(model.translating(List.of(text))).getFirst();
        String said = model.tokenizer().decode(best.toArray());
        lanewise.console().out().println(said);
        return said;
    }

    private Picture picture(Translator model, String text, String said) {
        return picture(model.alignment(text, said).orElseThrow(() -> new DataException(file + ": expected a model that tells where it looked, such as seq2seq with attention, but this one does not. Leave --plot away")));
    }

    /// A row for each piece of the translation, a column for each of the text.
    static Picture picture(Alignment alignment) {
        return HeatMap.of("Where it looked", alignment.weights(), shown(alignment.target()), shown(alignment.source()));
    }

    static List<String> shown(List<String> pieces) { return pieces.stream().map(piece -> piece.equals(" ") ? "␣" : piece).toList(); }
}
