package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The keys and values of the steps that a network has seen, so that the next ones need nothing but themselves.
///
/// It belongs to one sequence, or a batch of sequences of equal lengths, and to one thread at a time. Layers take their parts of it in the order in which they run.
public final class AttentionCache {

    private final int batch;
    private final int capacity;
    private final List<Part> parts = new ArrayList<>();
    private int steps;
    private int next;

    /// @param capacity the largest number of steps
    public AttentionCache(int batch, int capacity) {
        if (batch < 1 || capacity < 1) throw new IllegalArgumentException("AttentionCache: expected room for at least one step of one sample, but got " + capacity + " of " + batch);
        this.batch = batch;
        this.capacity = capacity;
    }

    public int batch() { return batch; }

    public int capacity() { return capacity; }

    /// How many steps it holds.
    public int steps() { return steps; }

    /// Forgets the steps from this one on, to go on from there in another way.
    public void truncate(int steps) {
        if (steps < 0 || steps > this.steps) throw new IllegalArgumentException("AttentionCache.truncate: expected 0 … " + this.steps + " steps, but got " + steps);
        this.steps = steps;
    }

    /// The same steps again, to go on in two ways.
    public AttentionCache copy() { return select(java.util.stream.IntStream.range(0, batch).toArray()); }

    /// The steps of the samples with these numbers, in this order; a number may stand there several times or not at all.
    public AttentionCache select(int... samples) {
        AttentionCache selected = new AttentionCache(samples.length, capacity);
        for (Part part : parts) selected.parts.add(new Part(selected(part.keys, part.width, samples), selected(part.values, part.width, samples), part.width));
        selected.steps = steps;
        return selected;
    }

    private float[] selected(float[] values, int width, int... samples) {
        int size = capacity * width;
        float[] all = new float[Math.multiplyExact(samples.length, size)];
        for (int i = 0; i < samples.length; i++) System.arraycopy(values, samples[i] * size, all, i * size, steps * width);
        return all;
    }

    /// What a network does with the next steps.
    interface Pass {
        Tensor run();
    }

    /// Runs a network over `count` more steps of each sample; all of its layers see the same steps before.
    Tensor pass(Shape ids, Pass pass) {
        int count = ids.extent(1);
        if (ids.extent(0) != batch) throw ShapeException.expected("AttentionCache", "a batch of " + batch, ids);
        if (steps + count > capacity) throw new ShapeException("AttentionCache: expected at most " + capacity + " steps, but got " + (steps + count) + ". Make a larger one");
        next = 0;
        Tensor y = pass.run();
        steps += count;
        return y;
    }

    /// One attention layer's keys or values: `[batch, capacity, width]`.
    private record Part(float[] keys, float[] values, int width) { }

    /// Keys and values of all steps, those of this pass written behind the others.
    record Held(Heads keys, Heads values) { }

    Held hold(Heads k, Heads v) {
        int width = k.count() * k.width();
        if (next == parts.size()) parts.add(new Part(new float[Math.multiplyExact(batch * capacity, width)], new float[batch * capacity * width], width));
        Part part = parts.get(next++);
        if (part.width != width || v.count() * v.width() != width) throw new IllegalStateException("AttentionCache: expected the network that began it, but got one with " + width + " features of keys");
        copy(k, part.keys, width);
        copy(v, part.values, width);
        return new Held(heads(k, part.keys, width), heads(v, part.values, width));
    }

    private void copy(Heads from, float[] to, int width) {
        for (int sample = 0; sample < batch; sample++) {
            for (int step = 0; step < from.steps(); step++) System.arraycopy(from.data(), from.at(sample, step, 0), to, (sample * capacity + steps + step) * width, width);
        }
    }

    private Heads heads(Heads like, float[] values, int width) {
        Tape tape = like.tensor().tape();
        return new Heads(tape.constant(Shape.of(batch, capacity, width), values), 0, like.count(), like.width());
    }
}
