package dev.lanewise.core.model;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.metric.ConfusionMatrix;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How well a model did: figures by name, in the order in which they should be read.
///
/// @param samples the number of samples judged
/// @param figures such as `accuracy`, `loss`, `rmse`; one that the samples don't define is not there
/// @param confusion how often each class was taken for each, if there are classes
public record Evaluation(long samples, Map<String, Double> figures, Optional<ConfusionMatrix> confusion) {

    public Evaluation {
        figures = ImmutableMap.copyOf(figures);
    }

    public Evaluation(long samples, Map<String, Double> figures) { this(samples, figures, Optional.empty()); }

    public double figure(String name) {
        Double value = figures.get(name);
        if (value == null) throw new IllegalArgumentException(dev.lanewise.core.Names.unknown("figure", name, figures.keySet()));
        return value;
    }

    /// Whether a figure of this name, with `validation-` before it or not, is the better the larger it is, as shares and scores are; everything else should be small.
    public static boolean isScore(String name) {
        return switch (name.startsWith("validation-") ? name.substring("validation-".length()) : name) {
            case "accuracy", "balanced-accuracy", "precision", "recall", "f1", "auc", "roc-auc", "pr-auc", "average-precision", "r2", "kappa", "matthews" -> true;
            case String other -> other.startsWith("top-");
        };
    }

    /// The first three figures: `accuracy 0.9560, loss 0.1689, balanced-accuracy 0.9560 over 1,000 samples`.
    @Override public String toString() {
        return figures.entrySet().stream().limit(3).map(figure -> String.format(Locale.ROOT, "%s %.4f", figure.getKey(), figure.getValue()))
                .collect(Collectors.joining(", ")) + String.format(Locale.ROOT, " over %,d samples", samples);
    }
}
