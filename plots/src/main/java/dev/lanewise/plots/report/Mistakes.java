package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The samples whose class was said wrong, the most confident mistakes first.
record Mistakes(Judgement judgement) {

    private static final int MOST = 24;
    private static final int SHORT = 5;
    private static final int MOST_FEATURES = 8;

    Section section() {
        List<Integer> wrong = wrong();
        if (wrong.isEmpty()) return Section.of("Mistakes", Block.text("There are none among " + Figures.count(data().size()) + " samples."));
        int[] shown = wrong.stream().limit(MOST).mapToInt(Integer::intValue).toArray();
        String sentence = (wrong.size() == 1 ? "One sample is" : Figures.count(wrong.size()) + " samples are") + " said wrong" + (shown.length < wrong.size() ? "; these are the " + shown.length + " boldest." : ".");
        boolean isImage = SampleImages.are(data());
        List<Block> blocks = new ArrayList<>(List.of(Block.text(sentence)));
        if (isImage) blocks.add(Block.drawing(SampleImages.of(data(), shown).captions(IntStream.of(shown).mapToObj(this::caption).toList()), "Samples with their true class, what was said instead, and how sure it was."));
        blocks.add(isImage ? Block.folded("The same as a table", Block.rows("", table(shown))) : Block.rows("", table(shown)));
        return new Section("Mistakes", blocks);
    }

    private Dataset data() { return judgement.data(); }

    private List<Integer> wrong() {
        List<String> said = judgement.said().texts("class"), classes = data().schema().target().classes();
        int[] labels = data().labels();
        double[] sure = judgement.said().has("probability") ? judgement.said().column("probability") : new double[labels.length];
        Comparator<Integer> bold = Comparator.comparingDouble(row -> -sure[row]);
        return IntStream.range(0, labels.length).filter(row -> !said.get(row).equals(classes.get(labels[row]))).boxed().sorted(bold).toList();
    }

    /// NaN where the model says none.
    private double probability(int row) { return judgement.said().has("probability") ? judgement.said().column("probability")[row] : Double.NaN; }

    /// `3 → 5, 98 %`, or less where names are long
    private String caption(int row) {
        String truth = truth(row), said = judgement.said().texts("class").get(row);
        double probability = probability(row);
        boolean roomy = truth.length() + said.length() <= SHORT && !Double.isNaN(probability);
        return clipped(truth) + " → " + clipped(said) + (roomy ? ", " + Math.round(100 * probability) + " %" : "");
    }

    private static String clipped(String name) { return name.length() <= SHORT ? name : name.substring(0, SHORT - 1) + "…"; }

    private String truth(int row) { return data().schema().target().classes().get(data().labels()[row]); }

    private Table table(int... rows) {
        Table table = Table.empty().with("sample", IntStream.of(rows).mapToObj(this::name).toList()).with("true", IntStream.of(rows).mapToObj(this::truth).toList())
                .with("said", IntStream.of(rows).mapToObj(judgement.said().texts("class")::get).toList());
        if (judgement.said().has("probability")) table = table.with("probability", IntStream.of(rows).mapToDouble(this::probability).toArray());
        List<String> features = data().schema().features();
        if (features.isEmpty()) return table;
        Matrix values = data().rows(rows).matrix();
        for (int j = 0; j < Math.min(MOST_FEATURES, features.size()); j++) {
            if (!table.has(features.get(j))) table = table.with(features.get(j), values.column(j).toArray());
        }
        return table;
    }

    /// The name of a sample, else its number.
    private String name(int row) { return data().name(row).isEmpty() ? "row " + Figures.count(row + 1L) : data().name(row); }
}
