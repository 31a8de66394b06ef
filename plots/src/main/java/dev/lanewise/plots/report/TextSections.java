package dev.lanewise.plots.report;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.generate.TokenListener;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.insight.GateMaps;
import dev.lanewise.core.language.LearnedLanguage;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.StepMaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Models of texts at work.
final class TextSections {

    private static final int TRANSLATED = 8;
    private static final int ALIGNED = 4;
    private static final int PROMPT = 32;                      // tokens
    private static final int LENGTH = 240;
    private static final int SHOWN = 48;
    private static final double TEMPERATURE = 0.8;

    private TextSections() { }

    // ---- translations

    /// What becomes of the first texts, beside what should, and where the model looked for each piece of it.
    static List<Section> translations(Translator translator, Dataset texts) {
        int[] rows = IntStream.range(0, Math.min(TRANSLATED, texts.size())).toArray();
        List<String> sources = Arrays.stream(rows).mapToObj(row -> TextDataset.text(texts, row)).toList(), said = translator.translate(sources);
        Table table = Table.empty().with("text", sources);
        if (texts.schema().target().kind() == Target.Kind.NUMBER) table = table.with("should become", Arrays.stream(rows).mapToObj(row -> TextDataset.target(texts, row)).toList());
        List<Block> blocks = new ArrayList<>(List.of(Block.rows("", table.with("becomes", said))));
        for (int row = 0; row < Math.min(ALIGNED, rows.length); row++) {
            String text = sources.get(row), other = said.get(row);
            translator.alignment(text, other).ifPresent(alignment -> blocks.add(Block.drawing(map(alignment), "\"" + text + "\" becomes \"" + other + "\"; a row is a piece of it, and the darker a cell, the more it looked there.")));
        }
        return List.of(new Section("What it makes of texts", blocks));
    }

    private static HeatMap map(Alignment alignment) { return HeatMap.of("", alignment.weights(), shown(alignment.target()), shown(alignment.source())); }

    private static List<String> shown(List<String> pieces) { return pieces.stream().map(TextSections::shown).toList(); }

    /// What can be seen of a piece that is blank.
    private static String shown(String piece) { return piece.equals(" ") ? "␣" : piece.replace("\n", "⏎").replace("\t", "⇥"); }

    // ---- writing

    /// What it writes after the beginning of the texts, and what goes on in it while it reads that.
    static List<Section> written(LearnedLanguage language, Dataset texts) {
        int[] tokens = language.tokenizer().encode(beginning(texts));
        if (tokens.length < 2) return List.of();
        List<Section> sections = new ArrayList<>(List.of(writing(language, tokens)));
        int time = language.network().network().inputs().getFirst().extent(1), seen = time == Shape.ANY ? SHOWN : time;
        int[] some = Arrays.copyOf(tokens, Math.min(Math.min(SHOWN, seen), tokens.length));
        sections.addAll(looks(language, some));
        if (tokens.length >= seen) sections.addAll(gates(language, GateMaps.of(language.network(), ids(Arrays.copyOf(tokens, seen))), some));
        return sections;
    }

    private static List<Section> gates(LearnedLanguage language, List<GateMaps> gates, int... tokens) {
        if (gates.isEmpty()) return List.of();
        return List.of(WorkSections.gates(gates, gates.stream().map(layer -> StepMaps.of("", first(layer.maps(), tokens.length)).steps(pieces(language, tokens))).toList(), "the beginning of the texts"));
    }

    private static Map<String, Matrix> first(Map<String, Matrix> maps, int steps) {
        Map<String, Matrix> some = new LinkedHashMap<>();
        maps.forEach((name, map) -> some.put(name, map.rows(0, steps)));
        return some;
    }

    /// As many characters as are needed, and no more: data may be long.
    private static String beginning(Dataset texts) {
        StringBuilder beginning = new StringBuilder();
        for (int row = 0; row < texts.size() && beginning.length() < 8 * (PROMPT + LENGTH); row++) beginning.append(TextDataset.text(texts, row));
        return beginning.toString();
    }

    private static Section writing(LearnedLanguage language, int... tokens) {
        int begin = Math.min(PROMPT, tokens.length / 2), end = Math.min(tokens.length, begin + LENGTH);
        int[] prompt = Arrays.copyOf(tokens, begin);
        Generator generator = Generator.of(Sampler.of(TEMPERATURE), LENGTH);
        for (int last : language.ends()) generator = generator.stoppingAt(last);
        Generation said = generator.generate(language, List.of(prompt), Seed.of(0), TokenListener.silent()).getFirst();
        return Section.of("What it writes", Block.text("After"), Block.quote(language.tokenizer().decode(prompt)), Block.text("it writes (temperature " + TEMPERATURE + ", seed 0)"), Block.quote(language.tokenizer().decode(said.toArray())),
                Block.text("and the text itself goes on with"), Block.quote(language.tokenizer().decode(Arrays.copyOfRange(tokens, begin, end))));
    }

    private static Tensor ids(int... tokens) {
        float[] ids = new float[tokens.length];
        for (int i = 0; i < ids.length; i++) ids[i] = tokens[i];
        return Tensor.of(Shape.of(1, ids.length), ids);
    }

    private static List<String> pieces(LearnedLanguage language, int... tokens) { return Arrays.stream(tokens).mapToObj(token -> shown(language.tokenizer().decode(token))).toList(); }

    /// The mean of the heads of each block: all of them are what `generate --looks` draws.
    private static List<Section> looks(LearnedLanguage language, int... tokens) {
        List<List<Alignment>> blocks = language.attention(language.tokenizer().decode(tokens));
        if (blocks.isEmpty()) return List.of();
        List<Block> drawings = new ArrayList<>();
        for (List<Alignment> heads : blocks) {
            Matrix mean = heads.stream().map(Alignment::weights).reduce(Matrix::plus).orElseThrow().times(1.0 / heads.size());
            drawings.add(Block.drawing(map(new Alignment(heads.getFirst().source(), heads.getFirst().target(), mean)), "Block " + (drawings.size() + 1) + " of " + blocks.size() + ", the mean of its heads: how much each piece (a row) looks at those up to it (the columns). The darker, the more."));
        }
        return List.of(new Section("Where it looks", drawings));
    }
}
