package dev.lanewise.plots.report;

import dev.lanewise.core.data.Table;
import dev.lanewise.core.metric.Accumulator;
import dev.lanewise.core.metric.ClassScore;
import dev.lanewise.core.metric.ConfusionMatrix;
import dev.lanewise.core.metric.Metric;
import dev.lanewise.core.metric.Ranking;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.RocCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What there is to see of predicted classes.
record ClassSections(Judgement judgement, ConfusionMatrix confusion) {

    /// More curves than these nobody tells apart.
    private static final int MOST_CURVES = 10;

    /// @param oneEach whether each sample has one class, so that single samples can be shown
    List<Section> sections(boolean oneEach) {
        List<Section> sections = new ArrayList<>(List.of(taken()));
        if (oneEach && saysProbabilities()) sections.add(roc());
        if (oneEach) sections.add(new Mistakes(judgement).section());
        return sections;
    }

    private List<String> classes() { return confusion.classes(); }

    private Section taken() {
        HeatMap map = HeatMap.of("", confusion.counts(), classes(), classes());
        return Section.of("Classes", Block.drawing(map, "How often a class (a row) was taken for each (the columns): right answers lie on the diagonal."), Block.rows("How well each class is found", scores()));
    }

    private Table scores() {
        return Table.empty().with("class", classes()).with("precision", column(ClassScore::precision)).with("recall", column(ClassScore::recall)).with("f1", column(ClassScore::f1))
                .with("samples", column(ClassScore::support));
    }

    private double[] column(ToDoubleFunction<ClassScore> figure) { return IntStream.range(0, classes().size()).mapToObj(confusion::score).mapToDouble(figure).toArray(); }

    /// Two classes need one probability, more of them one each.
    private boolean saysProbabilities() {
        Table said = judgement.said();
        boolean each = classes().stream().allMatch(name -> said.has("p(" + name + ")"));
        return classes().size() > 1 && (each || classes().size() == 2 && said.has("probability") && said.has("class"));
    }

    private Section roc() {
        boolean two = classes().size() == 2;
        List<Ranking> rankings = two ? List.of(binary()) : oneVersusRest();
        List<String> names = two ? classes().subList(1, 2) : classes();
        int shown = Math.min(MOST_CURVES, names.size());
        String caption = (two ? "The class " + names.getFirst() + " against the other one" : "Each class against the rest" + (shown < names.size() ? ", the first " + shown : ""))
                + ": how many are found, by how many others are taken for them. The dashed line is what guessing gives.";
        Table areas = Table.empty().with("class", names).with("area under the curve", rankings.stream().mapToDouble(Ranking::auc).toArray()).with("average precision", rankings.stream().mapToDouble(Ranking::averagePrecision).toArray());
        return Section.of("Receiver operating characteristic", Block.drawing(RocCurves.of("", names.subList(0, shown), rankings.subList(0, shown)), caption), Block.rows("", areas));
    }

    private Ranking binary() {
        double[] probability = probabilities(1);
        Accumulator<Ranking> ranking = Metric.ranking().start();
        int[] labels = judgement.data().labels();
        for (int row = 0; row < labels.length; row++) ranking.add(new double[] {probability[row]}, labels[row], 1);
        return ranking.value();
    }

    private List<Ranking> oneVersusRest() {
        double[][] columns = IntStream.range(0, classes().size()).mapToObj(this::probabilities).toArray(double[][]::new);
        Accumulator<List<Ranking>> rankings = Metric.oneVersusRest(columns.length).start();
        int[] labels = judgement.data().labels();
        for (int row = 0; row < labels.length; row++) {
            int sample = row;
            rankings.add(IntStream.range(0, columns.length).mapToDouble(j -> columns[j][sample]).toArray(), labels[row], 1);
        }
        return rankings.value();
    }

    private double[] probabilities(int of) {
        Table said = judgement.said();
        String name = classes().get(of);
        if (said.has("p(" + name + ")")) return said.column("p(" + name + ")");
        double[] probability = said.column("probability");
        return IntStream.range(0, probability.length).mapToDouble(row -> said.texts("class").get(row).equals(name) ? probability[row] : 1 - probability[row]).toArray();
    }
}
