package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.ReductionPictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Principal components of digits: how many are enough, what they look like, and what linear methods read with them.
///
/// @param reducer with all axes
/// @param digits to learn from and to test by
record DigitsStory(Reducer reducer, DataSource digits, Run run) {

    private static final double ENOUGH = 0.95;
    private static final int FEW = 5;
    private static final int MORE = 25;
    private static final int WHITE = 255;
    private static final int EXAMPLE = 3;

    static DigitsStory learn(DataSource digits, Run run) { return new DigitsStory(pca(Options.none(), digits.train(), run), digits, run); }

    static Reducer pca(Options options, Dataset data, Run run) {
        if (ModelRegistry.load().create("pca", options).fit(data, run) instanceof Reducer reducer) return reducer;
        throw new DataException("demo: expected a model 'pca' that reduces");
    }

    List<Supplier<String>> chapters() { return List.of(this::contributions, this::axes, this::reconstructions, this::classifiers); }

    /// By the names of their files.
    Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        Reducer few = pca(Options.none().with("components", enough()), digits.train(), run);
        ReductionPictures.of("digits", few, digits.train()).all().forEach((name, picture) -> pictures.put("digits-" + name, picture));
        return pictures;
    }

    /// How many axes hold 95 % of the variance.
    int enough() { return needed(reducer, ENOUGH); }

    private static int needed(Reducer reducer, double share) {
        double[] shares = reducer.shares();
        double sum = 0;
        for (int k = 0; k < shares.length; k++) if ((sum += shares[k]) >= share) return k + 1;
        return shares.length;
    }

    private static double held(Reducer reducer, int axes) { return Arrays.stream(reducer.shares()).limit(axes).sum(); }

    /// All digits and the 3s alone, which the text shows, beside what MNIST has.
    private String contributions() {
        Reducer threes = pca(Options.none(), Labels.only(digits.train(), "3"), run);
        Table table = Table.empty().with("", List.of("axes for 90 % of the variance", "for 95 %", "for 99 %", "held by 25 axes", "by 100", "by 150", "by 200"))
                .with("all digits", figures(reducer)).with("the 3s alone", figures(threes))
                .with("MNIST", List.of("87", "154", "331", "69.2 %", "91.5 %", "94.8 %", "96.6 %")).with("MNIST's 3s", List.of("80", "138", "289", "72.4 %", "92.4 %", "95.6 %", "97.4 %"));
        return Figures.count(digits.train().size()) + " digits\n\nAn image is a row of " + reducer.shares().length + " numbers. How many axes tell as much as these do?\n\n" + TextTable.rows(table)
                + "\nThe text shows the 3s of MNIST and says 95 % at around 200 axes. It takes 138; 200 hold 97.4 %.\n"
                + "Its switch USE_ALL_NUMBERS must be False, not True, to choose one digit.\n";
    }

    private static List<String> figures(Reducer reducer) {
        return Stream.concat(Stream.of(0.9, ENOUGH, 0.99).map(share -> Integer.toString(needed(reducer, share))), Stream.of(25, 100, 150, 200).map(axes -> Figures.percent(held(reducer, axes)))).toList();
    }

    private String axes() {
        Matrix first = reducer.steps().rows(0, 3), strength = first.map(Math::abs).times(WHITE / first.maxAbs());
        return "The first three axes as images, where they are strongest:\n\n" + Pictures.images(strength, width(), List.of("axis 1", "axis 2", "axis 3"));
    }

    private int width() { return digits.train().schema().input().extent(1); }

    private String reconstructions() {
        Dataset test = digits.test().orElse(digits.train());
        Matrix x = test.matrix(), one = x.rows(EXAMPLE, EXAMPLE + 1);
        List<Matrix> images = new ArrayList<>(List.of(one));
        List<String> captions = new ArrayList<>(List.of("original"));
        StringBuilder losses = new StringBuilder();
        for (int k : new int[] {FEW, MORE, enough()}) {
            Matrix guessed = reducer.reconstruct(x, k);
            images.add(guessed.rows(EXAMPLE, EXAMPLE + 1));
            captions.add(k + " axes");
            losses.append("   ").append(k).append(" axes lose ").append(Figures.percent(Math.pow(x.minus(guessed).norm() / x.norm(), 2))).append('\n');
        }
        double whole = x.minus(reducer.reconstruct(x, reducer.dimensions())).maxAbs();
        return "A digit that was not learned from, and what few axes say of it:\n\n" + Pictures.images(Matrix.stackRows(images.toArray(Matrix[]::new)), width(), captions)
                + "\nOf the squared brightness of " + Figures.count(test.size()) + " such digits\n\n" + losses + "   all axes lose nothing: no pixel of 255 is wrong by more than "
                + String.format(java.util.Locale.ROOT, "%.0e", whole) + "\n";
    }

    private String classifiers() {
        return "Reading them\n\nThe same linear algebra reads digits, of which it had seen the training part only:\n\n"
                + accuracy("lda", Options.none(), "linear discriminant analysis, axes that tell classes apart")
                + accuracy("subspace", Options.none().with("dimensions", MORE), "the subspace method (CLAFIC), " + MORE + " axes for each class");
    }

    private String accuracy(String model, Options options, String what) {
        if (!ModelRegistry.load().names().contains(model)) return "";
        double accuracy = ModelRegistry.load().create(model, options).fit(digits.train(), run).evaluate(digits.test().orElse(digits.train()), run).figure("accuracy");
        return "   " + Figures.percent(accuracy) + "  " + what + "\n";
    }
}
