package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.util.Arrays;

/// How a configuration stretches rotary positions to longer texts than a model began to learn with.
final class RotaryScaling {

    private RotaryScaling() { }

    static Rotary rotary(Options config, int width) {
        double base = config.number("rope_theta", 10_000);
        if (!(base > 0)) throw new DataException(config.place() + ", rope_theta: expected a number > 0, but got " + base);
        Rotary rotary = Rotary.of(width, base, config.flag("adjacent_rotation", false));
        if (!config.has("rope_scaling")) return rotary;
        Options scaling = config.options("rope_scaling");
        String type = scaling.text(scaling.has("rope_type") ? "rope_type" : "type");
        return switch (type) {
            case "default" -> rotary;
            case "linear" -> new Rotary(Arrays.stream(rotary.frequencies()).map(frequency -> frequency / scaling.number("factor")).toArray(), 0, rotary.adjacent());
            case "llama3" -> new Rotary(Arrays.stream(rotary.frequencies()).map(frequency -> stretched(frequency, scaling)).toArray(), 0, rotary.adjacent());
            default -> throw new DataException(scaling.place() + ", rope_type: expected default, linear or llama3, but got '" + type + "'");
        };
    }

    /// Slow turns become slower by the factor, fast ones stay, and between them it goes smoothly from one to the other.
    private static double stretched(double frequency, Options scaling) {
        double factor = scaling.number("factor"), low = scaling.number("low_freq_factor"), high = scaling.number("high_freq_factor");
        double turns = scaling.number("original_max_position_embeddings") * frequency / (2 * Math.PI);
        double kept = Math.clamp((turns - low) / (high - low), 0, 1);
        return kept * frequency + (1 - kept) * frequency / factor;
    }
}
