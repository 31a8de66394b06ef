package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/// What happened to one weight in the course of a training.
public final class WeightCourse {

    private final Weight weight;
    private final Part part;
    private final int[] unlearned;
    private final long steps;
    private final ImmutableList<Double> updates;

    /// @param unlearned the numbers of the entries whose gradient was exactly 0 each time it was looked at, ascending
    /// @param steps how often it was looked at
    /// @param updates the length of an update over that of the weight, in the steps that were measured
    WeightCourse(Weight weight, Part part, int[] unlearned, long steps, List<Double> updates) {
        this.weight = weight;
        this.part = part;
        this.unlearned = unlearned;
        this.steps = steps;
        this.updates = ImmutableList.copyOf(updates);
    }

    /// `2.weight`
    public String name() { return weight.name(); }

    /// The layer that it belongs to.
    public Part part() { return part; }

    public Shape shape() { return weight.shape(); }

    /// Its numbers as they are now.
    public float[] values() { return Arrays.copyOf(weight.values(), weight.shape().size()); }

    /// How many of its entries never got a gradient other than exactly 0.
    public int unlearned() { return unlearned.length; }

    /// Whether an entry got a gradient other than 0 at least once.
    public boolean learns(int entry) { return Arrays.binarySearch(unlearned, entry) < 0; }

    /// In how many steps gradients were looked at.
    public long steps() { return steps; }

    /// The length of an update over that of the weight, in the steps that were measured.
    public List<Double> updates() { return updates; }

    /// The middle one of these ratios; NaN if none was measured.
    public double usualUpdate() {
        double[] sorted = updates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    @Override public String toString() { return weight.toString(); }
}
