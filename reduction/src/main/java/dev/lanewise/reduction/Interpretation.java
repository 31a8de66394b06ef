package dev.lanewise.reduction;

import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the axes of a [PCAModel] mean in terms of its features.
///
/// |                     | rows     | formula                                                                 |
/// |---------------------|----------|-------------------------------------------------------------------------|
/// | `loadings()`        | features | `uᵢⱼ`, the weight of feature j in component i                           |
/// | `correlations()`    | features | `uᵢⱼ √λᵢ / sⱼ`, the correlation of component i with feature j, `sⱼ²` being the variance that all axes give the feature |
/// | `contributions()`   | features | `uᵢⱼ²`, the share of feature j in component i; each column adds up to 1 |
/// | `squaredCosines(x)` | samples  | `zᵢ² / ‖x − mean‖²`, how much of a sample component i shows             |
public final class Interpretation {

    /// Loadings below this share of the largest one of their axis are not worth a word.
    private static final double WORTH_A_WORD = 0.3;

    private final PCAModel model;

    Interpretation(PCAModel model) { this.model = model; }

    public Table loadings() { return byFeature((i, j) -> loading(i, j)); }

    public Table contributions() { return byFeature((i, j) -> loading(i, j) * loading(i, j)); }

    /// Exact if all components are kept; else correlations with the part of a feature that the kept ones hold.
    public Table correlations() {
        double[] variances = model.explainedVariance(), ofFeature = new double[model.features()];
        for (int j = 0; j < ofFeature.length; j++) {
            for (int i = 0; i < variances.length; i++) ofFeature[j] += variances[i] * loading(i, j) * loading(i, j);
        }
        return byFeature((i, j) -> ofFeature[j] == 0 ? 0 : loading(i, j) * Math.sqrt(variances[i] / ofFeature[j]));
    }

    /// @param x samples `[n, features]`
    public Table squaredCosines(Matrix x) {
        Matrix scores = model.scores(x), rows = model.axisTransform().standardized(x, Backend.standard());
        double[] cosines = scores.toArray();
        int k = scores.columns();
        for (int i = 0; i < x.rows(); i++) {
            double square = Math.pow(rows.row(i).norm(), 2);
            for (int c = 0; c < k; c++) cosines[i * k + c] = square == 0 ? 0 : cosines[i * k + c] * cosines[i * k + c] / square;
        }
        return Table.of(Matrix.wrap(x.rows(), k, cosines), names());
    }

    /// One equation a component: `pc1 = 0.540·(japanese − 58.1) + 0.602·(mathematics − 61.8) + 0.588·(english − 67.3)`.
    public List<String> equations() { return IntStream.range(0, components()).mapToObj(this::equation).toList(); }

    private String equation(int component) {
        double[] mean = model.mean(), scale = model.scale();
        StringBuilder text = new StringBuilder("pc" + (component + 1) + " =");
        for (int j = 0; j < mean.length; j++) {
            double weight = loading(component, j) / scale[j];
            String sign = weight < 0 ? (j == 0 ? " −" : " − ") : (j == 0 ? " " : " + ");
            text.append(sign).append(String.format(Locale.ROOT, "%.3f·(%s %s %s)", Math.abs(weight), model.featureNames().get(j), mean[j] < 0 ? "+" : "−", shortly(Math.abs(mean[j]))));
        }
        return text.toString();
    }

    /// Four digits at most, without zeros at the end.
    private static String shortly(double value) { return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString(); }

    /// One sentence a component, the features with the largest loadings first:
    /// `pc2 (16.8 % of the variance) sets japanese (0.736) against mathematics (−0.677).`
    public List<String> explain() { return IntStream.range(0, components()).mapToObj(this::sentence).toList(); }

    private String sentence(int component) {
        double largest = IntStream.range(0, model.features()).mapToDouble(j -> Math.abs(loading(component, j))).max().orElse(0);
        String high = list(component, loading -> loading > 0 && loading >= WORTH_A_WORD * largest), low = list(component, loading -> loading < 0 && -loading >= WORTH_A_WORD * largest);
        String verb = low.isEmpty() ? " grows with " + high : " sets " + high + " against " + low;
        return String.format(Locale.ROOT, "pc%d (%.1f %% of the variance)%s.", component + 1, 100 * model.explainedVarianceRatio()[component], verb);
    }

    private String list(int component, DoublePredicate worth) {
        List<String> texts = IntStream.range(0, model.features()).filter(j -> worth.test(loading(component, j))).boxed()
                .sorted(Comparator.comparing(j -> -Math.abs(loading(component, j))))
                .map(j -> String.format(Locale.ROOT, "%s (%s%.3f)", model.featureNames().get(j), loading(component, j) < 0 ? "−" : "", Math.abs(loading(component, j)))).collect(Collectors.toCollection(ArrayList::new));
        if (texts.size() < 2) return String.join("", texts);
        String last = texts.removeLast();
        return String.join(", ", texts) + " and " + last;
    }

    private interface Entry {
        double of(int component, int feature);
    }

    private Table byFeature(Entry entry) {
        Table table = Table.empty().with("feature", model.featureNames());
        for (int i = 0; i < components(); i++) {
            int component = i;
            table = table.with("pc" + (i + 1), IntStream.range(0, model.features()).mapToDouble(j -> entry.of(component, j)).toArray());
        }
        return table;
    }

    private String[] names() { return IntStream.rangeClosed(1, components()).mapToObj(i -> "pc" + i).toArray(String[]::new); }

    private int components() { return model.components().rows(); }

    private double loading(int component, int feature) { return model.components().get(component, feature); }
}
