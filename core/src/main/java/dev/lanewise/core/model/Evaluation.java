package dev.lanewise.core.model;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/// How well a model did: figures by name, in the order in which they should be read.
///
/// @param samples the number of samples judged
/// @param figures such as `accuracy`, `loss`, `rmse`
public record Evaluation(long samples, Map<String, Double> figures) {

    public Evaluation {
        figures = ImmutableMap.copyOf(figures);
    }

    public double figure(String name) {
        Double value = figures.get(name);
        if (value == null) throw new IllegalArgumentException(dev.lanewise.core.Names.unknown("figure", name, figures.keySet()));
        return value;
    }
}
