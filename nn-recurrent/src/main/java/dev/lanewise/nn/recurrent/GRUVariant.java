package dev.lanewise.nn.recurrent;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;

/// The steps of any [GRU]: the reset before or after the product, and any function of the gates, put together from element-wise kernels.
///
/// With `e = h[t−1] − h̃`: `h = h̃ + z·e`, so `dz = dh · e`, `dh̃ = dh − dh · z`, and `dh · z` goes on to the step before.
final class GRUVariant implements Cell {

    private static final int RECURRENT_BIAS = BoundRecurrent.BIAS + 1;

    private final Sweep sweep;
    private final Steps steps;
    private final ElementKernels elements;
    private final ElementFunction gate;
    private final boolean resetAfter;
    private final int units;
    private final int width;
    private final RecurrentProduct gatesProduct;    // of z and r, and with reset after of h too
    private final RecurrentProduct candidate;       // of the reset states; unused with reset after
    private final float[] resets;                   // reset after: [rows, 3·units], h · recurrent + bias, then its gradient; before: [rows, units], r · h
    private final float[] spare;                    // [units]
    private final float[] resetGradients;           // [batch, units]

    GRUVariant(GRU layer, Sweep sweep) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.elements = sweep.elements();
        this.gate = layer.recurrentActivation().function();
        this.resetAfter = layer.resetAfter();
        this.units = layer.units();
        this.width = GRU.GATES * units;
        this.resets = sweep.scratch(steps.rows(), resetAfter ? width : units);
        this.gatesProduct = RecurrentProduct.ofStates(sweep, 0, resetAfter ? width : 2 * units);
        this.candidate = RecurrentProduct.ofRows(sweep, 2 * units, units, resets);
        this.spare = sweep.tape.scratch(units);
        this.resetGradients = sweep.scratch(sweep.batch, units);
    }

    @Override public float[] shift() { return sweep.weight(BoundRecurrent.BIAS).data(); }

    @Override public void forward(int step) {
        if (resetAfter) gatesProduct.forward(step, 0, resets, 0, width);
        else gatesProduct.forward(step, 1, sweep.gates, 0, width);
        for (int rank = 0; rank < steps.active(step); rank++) gates(step, rank);
        if (!resetAfter) candidate.forward(step, 1, sweep.gates, 2 * units, width);
        for (int rank = 0; rank < steps.active(step); rank++) state(step, rank);
    }

    /// `z` and `r`, and what goes into `h̃` beside the input.
    private void gates(int step, int rank) {
        float[] gates = sweep.gates;
        int row = steps.first(step) + rank, z = row * width, r = z + units, h = r + units;
        if (resetAfter) {
            elements.add(resets, z, sweep.weight(RECURRENT_BIAS).data(), 0, resets, z, width);
            elements.add(gates, z, resets, z, gates, z, 2 * units);
        }
        elements.map(gate, gates, z, gates, z, 2 * units);
        if (resetAfter) elements.multiply(gates, r, resets, h, 1, gates, h, units);
        else elements.multiply(gates, r, gatesProduct.factors(), (gatesProduct.row(step) + rank) * units, 0, resets, row * units, units);
    }

    /// `h = h̃ + z · (h[t−1] − h̃)`
    private void state(int step, int rank) {
        float[] gates = sweep.gates, hidden = sweep.states[0];
        int z = (steps.first(step) + rank) * width, h = z + 2 * units, after = (steps.after(step) + rank) * units;
        elements.map(ElementFunction.TANH, gates, h, gates, h, units);
        elements.subtract(hidden, (steps.before(step) + rank) * units, gates, h, spare, 0, units);
        elements.multiply(spare, 0, gates, z, 0, spare, 0, units);
        elements.add(spare, 0, gates, h, hidden, after, units);
    }

    @Override public void backward(int step, float[][] carry) {
        for (int rank = 0; rank < steps.active(step); rank++) stateGradient(step, rank, carry[0]);
        if (!resetAfter) candidate.backward(step, sweep.gates, 2 * units, width, 0, resetGradients);
        for (int rank = 0; rank < steps.active(step); rank++) gateGradients(step, rank);
        if (resetAfter) gatesProduct.carry(step, resets, 0, width, 1, carry[0]);
        else carryBefore(step, carry[0]);
    }

    /// Replaces `h̃` and `z` by the gradients of their pre-activations, and `dh` by `dh · z`.
    private void stateGradient(int step, int rank, float[] dh) {
        float[] gates = sweep.gates;
        int z = (steps.first(step) + rank) * width, h = z + 2 * units, at = rank * units;
        elements.subtract(sweep.states[0], (steps.before(step) + rank) * units, gates, h, spare, 0, units);
        elements.multiply(spare, 0, dh, at, 0, spare, 0, units);                                    // dz
        elements.multiply(dh, at, gates, z, 0, resetGradients, at, units);                          // dh · z
        elements.subtract(dh, at, resetGradients, at, dh, at, units);                               // dh̃
        elements.mapGradient(ElementFunction.TANH, gates, h, gates, h, dh, at, 0, gates, h, units);
        elements.mapGradient(gate, gates, z, gates, z, spare, 0, 0, gates, z, units);
        System.arraycopy(resetGradients, at, dh, at, units);
    }

    /// Replaces `r` by the gradient of its pre-activation.
    private void gateGradients(int step, int rank) {
        float[] gates = sweep.gates;
        int row = steps.first(step) + rank, z = row * width, r = z + units, h = r + units, at = rank * units;
        if (resetAfter) {
            elements.multiply(gates, h, resets, h, 0, spare, 0, units);                             // dr
            elements.multiply(gates, h, gates, r, 0, resets, h, units);
        } else {
            elements.multiply(resetGradients, at, gatesProduct.factors(), (gatesProduct.row(step) + rank) * units, 0, spare, 0, units);
            elements.multiply(resetGradients, at, gates, r, 0, resetGradients, at, units);
        }
        elements.mapGradient(gate, gates, r, gates, r, spare, 0, 0, gates, r, units);
        if (resetAfter) System.arraycopy(gates, z, resets, z, 2 * units);
    }

    /// `dh += drop · (r · d(r · h) + dzr · Rᵀ)`
    private void carryBefore(int step, float[] dh) {
        int n = steps.active(step) * units;
        gatesProduct.backward(step, sweep.gates, 0, width, 1, resetGradients);
        if (sweep.dropped != null) elements.multiply(resetGradients, 0, sweep.dropped, 0, 1, dh, 0, n);
        else elements.axpby(1, resetGradients, 0, 1, dh, 0, n);
    }

    @Override public void finish() {
        float beta = sweep.weight(BoundRecurrent.RECURRENT).openGradient();
        if (resetAfter) {
            gatesProduct.gradient(resets, 0, width, beta);
            sweep.addRows(resets, width, RECURRENT_BIAS);
        } else {
            gatesProduct.gradient(sweep.gates, 0, width, beta);
            candidate.gradient(sweep.gates, 2 * units, width, beta);
        }
    }

    @Override public void release() {
        gatesProduct.release();
        candidate.release();
        for (float[] scratch : java.util.List.of(resets, spare, resetGradients)) sweep.tape.giveBack(scratch);
    }
}
