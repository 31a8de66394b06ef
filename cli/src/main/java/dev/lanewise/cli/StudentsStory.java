package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.ReductionPictures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Principal components of the 30 students, told beside the numbers that a text prints of them.
///
/// @param reducer with all three axes, its variances divided by N
/// @param students three subjects
record StudentsStory(Reducer reducer, Dataset students) {

    private static final String AXES = "ξηζ";

    /// The square root of the quantile 0.95 of χ² with three degrees of freedom: from one standard deviation to the ellipsoid of 95 %.
    private static final double TO_95_PERCENT = Math.sqrt(7.814727903251179);

    static StudentsStory learn(Run run) {
        Dataset students = Datasets.open("students", "").train();
        return new StudentsStory(DigitsStory.pca(Options.none().with("ddof", 0), students, run), students);
    }

    List<Supplier<String>> chapters() { return List.of(this::moments, this::axes, this::factors, this::fewer, this::ellipsoid); }

    /// By the names of their files.
    Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        ReductionPictures.of("students", reducer, students).all().forEach((name, picture) -> pictures.put("students-" + name, picture));
        return pictures;
    }

    private String moments() {
        Matrix x = students.matrix();
        return "Thirty students\n\nAn introduction to PCA tells of 30 students and prints the mean and the covariance of their scores, not the scores.\n"
                + "The embedded data set 'students' has invented scores with exactly these moments:\n\n"
                + TextTable.rows(Table.empty().with("subject", subjects()).with("mean", rounded(x.columnMeans())).with("covariance", covariance(x)));
    }

    private List<String> subjects() { return students.schema().features(); }

    private static List<String> rounded(double[] values) { return IntStream.range(0, values.length).mapToObj(i -> number("%.1f", values[i])).toList(); }

    private static List<String> covariance(Matrix x) {
        Matrix covariance = covarianceOf(x);
        return IntStream.range(0, covariance.rows()).mapToObj(i -> joined(covariance.row(i), "%.2f", "  ")).toList();
    }

    private static Matrix covarianceOf(Matrix x) {
        Matrix mean = Matrix.stackRows(IntStream.range(0, x.rows()).mapToObj(_ -> Matrix.of(1, x.columns(), x.columnMeans())).toArray(Matrix[]::new));
        return x.minus(mean).transposeTimes(x.minus(mean)).times(1.0 / x.rows());
    }

    private String axes() {
        List<String> names = List.of("λ1", "λ2", "λ3", "u1", "u2", "u3", "shares");
        List<String> printed = List.of("148.34", "30.62", "3.60", "(0.540, 0.602, 0.589)", "(0.736, −0.677, 0.0174)", "(−0.408, −0.4.23, 0.809)", "0.813, 0.168, 0.0197");
        List<String> here = Stream.concat(
                Stream.concat(spectrum().map(value -> number("%.4f", value)), IntStream.range(0, 3).mapToObj(i -> "(" + joined(reducer.steps().row(i), "%.4f", ", ") + ")")),
                Stream.of(joined(Matrix.of(1, 3, reducer.shares()), "%.4f", ", "))).toList();
        List<String> notes = List.of("", "is 30.61: those printed add up to 182.56, the trace is 182.55", "", "ends in 0.588, as in its own equation; u1 as printed has length 1.0005", "ends in 0.0173", "a misprint of −0.423", "");
        return "The variances λ along the axes u, divided by N as in the text:\n\n"
                + TextTable.rows(Table.empty().with("", names).with("in the text", printed).with("here", here).with("the text", notes))
                + "\nThe text calls U a rotation of a rigid body. With its signs det U = " + number("%.0f", reducer.steps().determinant()) + ", a reflection; turn one axis around to get a rotation.\n"
                + "It prints the variance along an axis as a mean of deviations; without their squares that would be 0 for any axis.\n";
    }

    private Stream<Double> spectrum() { return IntStream.range(0, 3).mapToObj(i -> reducer.spectrum().column("variance")[i]); }

    private String factors() {
        return "Each student in three new numbers, U'(x − mean), and not U'x − mean as printed. Their covariance is the mean of x'x'ᵀ, a matrix; (x')ᵀx',\nwhich is printed, is a single number.\n\n"
                + IntStream.range(0, 3).mapToObj(i -> "   " + equation(i) + '\n').collect(Collectors.joining())
                + """

                ξ weighs all subjects alike: how good a student is. The text says this of η by mistake.
                η sets Japanese against mathematics: arts or science.
                ζ sets English against the others, but it hardly varies.

                The students, ξ to the right and η upwards:

                """ + Pictures.points(reducer.transform(students.matrix()), 64, 12);
    }

    /// `ξ = 0.540 (japanese − 58.1) + 0.602 (mathematics − 61.8) + 0.588 (english − 67.3)`
    private String equation(int axis) {
        double[] weights = reducer.steps().row(axis).toArray(), mean = reducer.inverseTransform(Matrix.zeros(1, 3)).toArray();
        return AXES.charAt(axis) + " =" + IntStream.range(0, weights.length)
                .mapToObj(j -> (weights[j] < 0 ? " − " : j == 0 ? "   " : " + ") + number("%.3f", Math.abs(weights[j])) + " (" + subjects().get(j) + number(" − %.1f)", mean[j]))
                .collect(Collectors.joining());
    }

    private String fewer() {
        Matrix x = students.matrix(), covariance = covarianceOf(reducer.transform(x));
        double apart = Stream.of(covariance.get(0, 1), covariance.get(0, 2), covariance.get(1, 2)).mapToDouble(Math::abs).max().orElse(0);
        double lost = Math.pow(x.minus(reducer.reconstruct(x, 2)).norm(), 2) / x.rows(), whole = x.minus(reducer.reconstruct(x, 3)).maxAbs();
        return "The covariance of ξ, η, ζ is diagonal, its other elements below " + number("%.0e", Math.max(apart, 1e-16)) + ".\n"
                + "ξ and η alone hold " + Figures.percent(reducer.shares()[0] + reducer.shares()[1]) + " of the variance. Scores guessed from them are wrong by a mean square of "
                + number("%.4f", lost) + ", which is λ3;\nfrom all three they come back to within " + number("%.0e", whole) + ".\n";
    }

    private String ellipsoid() {
        double[] deviations = spectrum().mapToDouble(Math::sqrt).toArray();
        return "The students fill an ellipsoid with these axes. Its semi-axes are\n\n   " + joined(Matrix.of(1, 3, deviations), "%.4f", ", ") + " for one standard deviation,\n   "
                + joined(Matrix.of(1, 3, deviations).times(TO_95_PERCENT), "%.4f", ", ") + " around 95 % of normal scores.\n\n"
                + "It is (x, Ax) = 1 with A = diag(1/a², 1/b², 1/c²) along its axes; the text forgets to take the inverse,\nand its diag(a², c², c²) of three axes has c twice.\n";
    }

    private static String joined(Matrix row, String format, String between) {
        double[] values = row.toArray();
        return IntStream.range(0, values.length).mapToObj(i -> number(format, values[i]).replace('-', '−')).collect(Collectors.joining(between));
    }

    private static String number(String format, double value) { return String.format(Locale.ROOT, format, value).replace("-", "−").replace("e−", "e-"); }
}
