package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.RangeTask;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// An [ElementRule] at work.
final class ElementSession implements Optimizer.Session {

    private final ElementRule rule;
    private final Backend backend;
    private final List<Memory> memories;
    private final Cell[] cells;
    private long step;

    /// @param decay how much of a weight decays at a learning rate of 1
    ElementSession(ElementRule rule, List<Weight> weights, Backend backend, ToDoubleFunction<Weight> decay) {
        List<Weight> trainable = Trainable.of(weights);
        this.rule = rule;
        this.backend = backend;
        this.memories = rule.memories().stream().map(kind -> new Memory(kind, trainable).fill(rule.initially(kind))).toList();
        this.cells = IntStream.range(0, trainable.size()).mapToObj(i -> new Cell(trainable.get(i),
                memories.stream().map(memory -> memory.of(i)).toList(), decay.applyAsDouble(trainable.get(i)))).toArray(Cell[]::new);
    }

    @Override public void step(Optimizer.Gradients gradients, double factor) {
        step++;
        double rate = factor * rule.learningRate();
        ElementRule.Update update = rule.update(step, rate);
        for (Cell cell : cells) {
            float[] gradient = gradients.of(cell.weight);
            if (gradient.length > 0) cell.take(update, gradient, rate);
        }
    }

    @Override public Optimizer.State state() { return Memory.state(step, memories); }

    @Override public void restore(Optimizer.State state) {
        Memory.restore(memories, state);
        step = state.steps();
    }

    /// A weight with all that belongs to it; it splits into ranges without allocating anything.
    private final class Cell implements RangeTask {

        private static final int GRAIN = 1 << 15;

        private final Weight weight;
        private final float[] values;
        private final int size;
        private final List<float[]> memory;
        private final double decay;
        private ElementRule.Update update = (_, _, _, _, _, _, _) -> { };
        private float[] gradient = new float[0];
        private float decayed;

        Cell(Weight weight, List<float[]> memory, double decay) {
            this.weight = weight;
            this.values = weight.values();
            this.size = weight.shape().size();
            this.memory = memory;
            this.decay = decay;
        }

        void take(ElementRule.Update update, float[] gradient, double rate) {
            this.update = update;
            this.gradient = gradient;
            this.decayed = (float) (rate * decay);
            if (size <= GRAIN) run(0, size);
            else backend.parallel(size, GRAIN, this);
        }

        @Override public void run(int from, int to) { update.apply(backend.kernels(), values, gradient, memory, from, to - from, decayed); }
    }
}
