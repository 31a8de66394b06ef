package dev.lanewise.nn.recurrent;

import dev.lanewise.linalg.kernel.ElementFunction;

/// The steps of a [SimpleRNN].
final class SimpleCell implements Cell {

    private final Sweep sweep;
    private final Steps steps;
    private final ElementFunction function;
    private final int units;
    private final RecurrentProduct product;

    SimpleCell(SimpleRNN layer, Sweep sweep) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.function = layer.activation().function();
        this.units = layer.units();
        this.product = RecurrentProduct.ofStates(sweep, 0, units);
    }

    @Override public float[] shift() { return sweep.weight(BoundRecurrent.BIAS).data(); }

    @Override public void forward(int step) {
        product.forward(step, 1, sweep.gates, 0, units);
        sweep.rows(step, units, (from, to) -> sweep.elements().map(function, sweep.gates, (steps.first(step) + from) * units,
                sweep.states[0], (steps.after(step) + from) * units, (to - from) * units));
    }

    /// `dz = dh · f'`, where the slope is told by the value.
    @Override public void backward(int step, float[][] carry) {
        sweep.rows(step, units, (from, to) -> {
            int at = (steps.after(step) + from) * units, n = (to - from) * units;
            sweep.elements().mapGradient(function, sweep.states[0], at, sweep.states[0], at, carry[0], from * units, 0, sweep.gates, (steps.first(step) + from) * units, n);
        });
        product.carry(step, sweep.gates, 0, units, 0, carry[0]);
    }

    @Override public void finish() { product.gradient(sweep.gates, 0, units, sweep.weight(BoundRecurrent.RECURRENT).openGradient()); }

    @Override public void release() { product.release(); }
}
