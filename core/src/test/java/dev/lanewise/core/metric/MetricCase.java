package dev.lanewise.core.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One case of `metrics.txt`, which says what its lines mean.
record MetricCase(int number, String title, Map<String, double[]> values) {

    static List<MetricCase> all(String kind) {
        var resource = Objects.requireNonNull(MetricCase.class.getResourceAsStream("metrics.txt"), "metrics.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            List<MetricCase> cases = new ArrayList<>();
            for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
                String[] words = line.split(" ");
                if (words[0].equals("case")) cases.add(new MetricCase(cases.size() + 1, line.substring(5), new LinkedHashMap<>()));
                else cases.getLast().values().put(words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
            }
            return cases.stream().filter(each -> each.title().startsWith(kind)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] get(String name) { return Objects.requireNonNull(values.get(name), name); }

    boolean has(String name) { return values.containsKey(name); }

    int width() { return (int) get("width")[0]; }

    int samples() { return get("truth").length; }

    int classes() { return Math.max(2, width()); }

    /// What the metric says of all samples, taken in by one accumulator.
    <V> V whole(Metric<V> metric) { return taken(metric, 0, samples()).value(); }

    /// The same by three accumulators, of which one has seen nothing.
    <V> V merged(Metric<V> metric) {
        int cut = samples() / 3;
        Accumulator<V> first = metric.start(), second = taken(metric, cut, samples());
        second.merge(taken(metric, 0, cut));
        first.merge(second);
        return first.value();
    }

    private <V> Accumulator<V> taken(Metric<V> metric, int from, int to) {
        Accumulator<V> accumulator = metric.start();
        int width = width();
        for (int i = from; i < to; i++) accumulator.add(Arrays.copyOfRange(get("said"), i * width, (i + 1) * width), get("truth")[i], get("weight")[i]);
        return accumulator;
    }

    @Override public String toString() { return number + " " + title; }
}
