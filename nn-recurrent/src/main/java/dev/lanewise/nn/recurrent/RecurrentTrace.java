package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happened in a [Recurrent] layer on its way through one sequence, and how the gradient of a loss flowed back: every gate, state and
/// gradient at every step.
///
/// | name                                | what                                                                          |
/// |-------------------------------------|-------------------------------------------------------------------------------|
/// | `i`, `f`, `candidate`, `o`          | the activated gates of an [LSTM]; of a [GRU] `z`, `r`, `candidate`             |
/// | `sum`                               | what the activation of a [SimpleRNN] is taken of                              |
/// | `h`, `c`                            | the states after the step                                                     |
/// | `d.h`, `d.c`                        | ∂L/∂h and, as it comes from later steps, ∂L/∂c                                 |
/// | `d.i`, …                            | ∂L/∂ of what the gate is the activation of; with layer norm of its projected input |
///
/// Each is a matrix of a row for each step and a column for each unit. Steps stand in the order of the work. The loss is `Σ r · h` of the last step.
public final class RecurrentTrace {

    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, Integer> widths = new LinkedHashMap<>();
    private final int steps;

    private RecurrentTrace(int steps) {
        this.steps = steps;
    }

    /// The way through a sequence, with the sum of the last `h` for a loss.
    ///
    /// @param x `[1, time, features]`, at least one step
    public static RecurrentTrace of(BoundRecurrent layer, Tensor x) {
        float[] ones = new float[layer.stateWidths()[0]];
        java.util.Arrays.fill(ones, 1);
        return of(layer, x, ones);
    }

    /// The way through a sequence, where the loss has this gradient for the last `h`.
    ///
    /// @param x `[1, time, features]`, at least one step
    /// @param r as many numbers as `h` has
    public static RecurrentTrace of(BoundRecurrent layer, Tensor x, float... r) {
        int units = layer.stateWidths()[0];
        if (x.shape().rank() != 3 || x.shape().extent(0) != 1 || x.shape().extent(1) < 1 || x.shape().last() != layer.features()) {
            throw ShapeException.expected("RecurrentTrace", "one sequence [1, time, " + layer.features() + "] of at least one step", x.shape());
        }
        if (r.length != units) throw new ShapeException("RecurrentTrace: expected a gradient of " + units + " numbers, but got " + r.length);
        Tape tape = Tape.gradients(Backend.standard().threads(1));
        Sweep sweep = new Sweep(layer, tape.constant(x.shape(), x.toArray()), List.of(), Optional.empty());
        RecurrentTrace trace = new RecurrentTrace(sweep.steps.count());
        sweep.record(trace.new Flow(gates(layer.layer())));
        Tensor h = sweep.forward(Shape.of(1, units), new Wanted(false, 1, false));
        tape.backward(h.times(tape.constant(Shape.of(1, units), r)));
        return trace;
    }

    /// What [dev.lanewise.core.layer.Traceable#trace] tells: gates and states in the order of time, without gradients.
    static Map<String, Tensor> steps(BoundRecurrent layer, Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        if (x.shape().extent(0) != 1) throw ShapeException.expected("RecurrentTrace", "one sequence [1, time, " + layer.features() + "]", x.shape());
        Tape tape = Tape.gradients(Backend.standard().threads(1));              // keeps what is traced
        Sweep sweep = new Sweep(layer, on(tape, x), states.stream().map(state -> on(tape, state)).toList(), mask.map(own -> on(tape, own)));
        RecurrentTrace trace = new RecurrentTrace(sweep.steps.count());
        sweep.record(trace.new Flow(gates(layer.layer())));
        sweep.forward(Shape.of(1, layer.stateWidths()[0]), new Wanted(false, 1, false));
        Map<String, Tensor> maps = new LinkedHashMap<>();
        trace.values.forEach((name, values) -> maps.put(name, inTime(sweep.steps, values, x.shape().extent(1), trace.widths.get(name))));
        return maps;
    }

    private static Tensor on(Tape tape, Tensor x) { return tape.constant(x.shape(), x.toArray()); }

    private static Tensor inTime(Steps steps, float[] values, int time, int width) {
        float[] all = new float[time * width];
        java.util.Arrays.fill(all, Float.NaN);
        for (int step = 0; step < steps.count(); step++) System.arraycopy(values, step * width, all, steps.place(step, 0) * width, width);
        return Tensor.of(Shape.of(time, width), all);
    }

    private static List<String> gates(Recurrent<?> layer) {
        return switch (layer) {
            case SimpleRNN rnn -> List.of("sum");
            case LSTM lstm -> List.of("i", "f", "candidate", "o");
            case GRU gru -> List.of("z", "r", "candidate");
        };
    }

    /// What can be asked for.
    public List<String> names() { return List.copyOf(values.keySet()); }

    /// The number of steps.
    public int steps() { return steps; }

    /// A row for each step and a column for each unit.
    ///
    /// @throws IllegalArgumentException if there is nothing of this name
    public Matrix of(String name) {
        float[] all = values.get(name);
        if (all == null) throw new IllegalArgumentException("RecurrentTrace: expected one of " + names() + ", but got " + name);
        double[] copy = new double[steps * widths.get(name)];
        for (int i = 0; i < copy.length; i++) copy[i] = all[i];
        return Matrix.of(steps, widths.get(name), copy);
    }

    /// `‖∂L/∂h[T − 1 − d]‖` for each distance `d` from the last step: how far the gradient reaches.
    public double[] gradientNorms() {
        float[] dh = values.get("d.h");
        int units = widths.get("d.h");
        double[] norms = new double[steps];
        for (int step = 0; step < steps; step++) {
            double sum = 0;
            for (int i = 0; i < units; i++) sum += (double) dh[step * units + i] * dh[step * units + i];
            norms[steps - 1 - step] = Math.sqrt(sum);
        }
        return norms;
    }

    /// A row for each step, a column for the number of the step and one for each unit of each name: `i.0`, `i.1`, …
    public Table table() {
        double[] numbers = new double[steps];
        for (int step = 0; step < steps; step++) numbers[step] = step;
        Table table = Table.empty().with("step", numbers);
        for (String name : values.keySet()) {
            for (int unit = 0; unit < widths.get(name); unit++) table = table.with(name + "." + unit, column(name, unit));
        }
        return table;
    }

    private double[] column(String name, int unit) {
        double[] column = new double[steps];
        for (int step = 0; step < steps; step++) column[step] = values.get(name)[step * widths.get(name) + unit];
        return column;
    }

    /// [#table] as a CSV file.
    public void writeCsv(Path file) { table().writeCsv(file); }

    private float[] room(String name, int width) {
        widths.put(name, width);
        return values.computeIfAbsent(name, key -> new float[steps * width]);
    }

    /// Writes down what a sweep does.
    private final class Flow implements Recorder {

        private final List<String> gates;

        Flow(List<String> gates) {
            this.gates = gates;
        }

        @Override public void forward(Sweep sweep) {
            for (int step = 0; step < steps; step++) copyGates(step, sweep, "");
            copyStates(sweep);
        }

        private void copyGates(int step, Sweep sweep, String prefix) {
            int units = sweep.width / gates.size();
            for (int i = 0; i < gates.size(); i++) {
                System.arraycopy(sweep.gates, sweep.steps.first(step) * sweep.width + i * units, room(prefix + gates.get(i), units), step * units, units);
            }
        }

        private void copyStates(Sweep sweep) {
            for (int state = 0; state < sweep.states.length; state++) {
                int width = sweep.stateWidth(state);
                System.arraycopy(sweep.states[state], width, room(state == 0 ? "h" : "c", width), 0, steps * width);
            }
        }

        @Override public void beforeStep(int step, float[][] carry) {
            for (int state = 0; state < carry.length; state++) {
                String name = state == 0 ? "h" : "c";
                System.arraycopy(carry[state], 0, room("d." + name, widths.get(name)), step * widths.get(name), widths.get(name));
            }
        }

        @Override public void afterStep(int step, Sweep sweep) { copyGates(step, sweep, "d."); }
    }
}
