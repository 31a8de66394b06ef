package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/// A number for each [Limit].
///
/// @param changed those that are not the standard ones
public record Limits(Map<Limit, Double> changed) {

    public Limits {
        changed = ImmutableMap.copyOf(changed);
        changed.forEach((limit, number) -> {
            if (!(number >= 0)) throw new IllegalArgumentException("Limits: expected " + limit + " ≥ 0, but got " + number);
        });
    }

    public static Limits standard() { return new Limits(Map.of()); }

    public Limits with(Limit limit, double number) {
        return new Limits(ImmutableMap.<Limit, Double>builder().putAll(changed).put(limit, number).buildKeepingLast());
    }

    public double of(Limit limit) { return changed.getOrDefault(limit, limit.standard()); }
}
