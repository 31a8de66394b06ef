package dev.lanewise.nn.recurrent;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The steps of any [LSTM], put together from element-wise kernels: what the one kernel of [LSTMCell] doesn't know.
final class LSTMVariant implements Cell {

    private final Sweep sweep;
    private final Steps steps;
    private final ElementKernels elements;
    private final ElementFunction gate;
    private final int units;
    private final int width;
    private final int outputs;                      // the width of h
    private final RecurrentProduct product;
    private final Optional<Peepholes> peepholes;
    private final Optional<GateNorms> norms;
    private final Optional<HiddenProjection> projection;
    private final List<float[]> borrowed = new ArrayList<>();
    private final float[] noShift = {};
    private final float[] squashed;                 // [rows, units], tanh(c)
    private final float[] output;                   // [rows, units], o · tanh(c), which is h unless it is projected
    private final float[] dOutput;                  // [batch, units]
    private final float[] dGates;                   // [4·units]
    private final float[] dCell;                    // [units]

    LSTMVariant(LSTM layer, Sweep sweep) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.elements = sweep.elements();
        this.gate = layer.recurrentActivation().function();
        this.units = layer.units();
        this.width = LSTM.GATES * units;
        this.outputs = sweep.stateWidth(0);
        this.product = RecurrentProduct.ofStates(sweep, 0, width);
        this.peepholes = layer.form() == LSTM.Form.PEEPHOLES ? Optional.of(new Peepholes(sweep, units)) : Optional.empty();
        this.norms = layer.form() == LSTM.Form.LAYER_NORM ? Optional.of(new GateNorms(sweep, units)) : Optional.empty();
        this.projection = layer.projection() > 0 ? Optional.of(new HiddenProjection(sweep, units)) : Optional.empty();
        this.squashed = borrow(steps.rows() * units);
        this.output = borrow(steps.rows() * units);
        this.dOutput = borrow(sweep.batch * units);
        this.dGates = borrow(width);
        this.dCell = borrow(units);
    }

    private float[] borrow(int n) {
        float[] scratch = sweep.tape.scratch(n);
        borrowed.add(scratch);
        return scratch;
    }

    @Override public float[] shift() { return norms.isPresent() ? noShift : sweep.weight(BoundRecurrent.BIAS).data(); }

    @Override public void begin() { norms.ifPresent(GateNorms::normalizeInputs); }

    @Override public void forward(int step) {
        if (norms.isPresent()) norms.get().addRecurrent(step, product);
        else product.forward(step, 1, sweep.gates, 0, width);
        for (int rank = 0; rank < steps.active(step); rank++) forward(step, rank);
        projection.ifPresent(own -> own.forward(step, output));
        if (projection.isEmpty()) System.arraycopy(output, steps.first(step) * units, sweep.states[0], steps.after(step) * units, steps.active(step) * units);
    }

    private void forward(int step, int rank) {
        float[] gates = sweep.gates, cell = sweep.states[1];
        int row = steps.first(step) + rank, i = row * width, f = i + units, g = f + units, o = g + units;
        int before = (steps.before(step) + rank) * units, after = (steps.after(step) + rank) * units, at = row * units;
        peepholes.ifPresent(own -> own.addToInputAndForget(i, before));
        elements.map(gate, gates, i, gates, i, 2 * units);
        elements.map(ElementFunction.TANH, gates, g, gates, g, units);
        elements.multiply(gates, f, cell, before, 0, cell, after, units);
        elements.multiply(gates, i, gates, g, 1, cell, after, units);
        peepholes.ifPresent(own -> own.addToOutput(i, after));
        elements.map(gate, gates, o, gates, o, units);
        norms.ifPresentOrElse(own -> own.normalizeCell(row, after, squashed), () -> System.arraycopy(cell, after, squashed, at, units));
        elements.map(ElementFunction.TANH, squashed, at, squashed, at, units);
        elements.multiply(gates, o, squashed, at, 0, output, at, units);
    }

    @Override public void backward(int step, float[][] carry) {
        if (projection.isPresent()) projection.get().backward(step, carry[0], dOutput);
        else System.arraycopy(carry[0], 0, dOutput, 0, steps.active(step) * units);
        for (int rank = 0; rank < steps.active(step); rank++) backward(step, rank, carry[1]);
        product.carry(step, norms.map(GateNorms::recurrentGradients).orElse(sweep.gates), 0, width, 0, carry[0]);
    }

    /// With `dh` in dOutput and `dc` of the later step: first o and what it lets through, then c, then the gates that made it.
    private void backward(int step, int rank, float[] dc) {
        float[] gates = sweep.gates, cell = sweep.states[1];
        int row = steps.first(step) + rank, i = row * width, f = i + units, g = f + units, o = g + units, at = rank * units;
        int before = (steps.before(step) + rank) * units, after = (steps.after(step) + rank) * units;
        elements.multiply(dOutput, at, squashed, row * units, 0, dCell, 0, units);
        elements.mapGradient(gate, gates, o, gates, o, dCell, 0, 0, dGates, 3 * units, units);
        elements.multiply(dOutput, at, gates, o, 0, dCell, 0, units);
        elements.mapGradient(ElementFunction.TANH, squashed, row * units, squashed, row * units, dCell, 0, 0, dCell, 0, units);
        norms.ifPresentOrElse(own -> own.cellGradient(row, after, dCell, dc, at), () -> elements.axpby(1, dCell, 0, 1, dc, at, units));
        peepholes.ifPresent(own -> own.outputGradient(dGates, after, dc, at));

        gateGradient(dc, at, gates, g, i, 0);
        gateGradient(dc, at, cell, before, f, units);
        elements.multiply(dc, at, gates, i, 0, dCell, 0, units);
        elements.mapGradient(ElementFunction.TANH, gates, g, gates, g, dCell, 0, 0, dGates, 2 * units, units);
        elements.multiply(dc, at, gates, f, 0, dc, at, units);
        peepholes.ifPresent(own -> own.inputAndForgetGradients(dGates, before, dc, at));
        if (norms.isPresent()) norms.get().gateGradients(row, dGates);
        else System.arraycopy(dGates, 0, gates, i, width);
    }

    /// `dz = dc · other · σ'` for the gate that stands at `own`.
    private void gateGradient(float[] dc, int at, float[] other, int otherFrom, int own, int to) {
        elements.multiply(dc, at, other, otherFrom, 0, dCell, 0, units);
        elements.mapGradient(gate, sweep.gates, own, sweep.gates, own, dCell, 0, 0, dGates, to, units);
    }

    @Override public void finish() {
        product.gradient(norms.map(GateNorms::recurrentGradients).orElse(sweep.gates), 0, width, sweep.weight(BoundRecurrent.RECURRENT).openGradient());
        projection.ifPresent(own -> own.finish(output));
    }

    @Override public void release() {
        product.release();
        norms.ifPresent(GateNorms::release);
        projection.ifPresent(HiddenProjection::release);
        borrowed.forEach(sweep.tape::giveBack);
    }
}
