package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.RowKernels;
import java.util.ArrayList;
import java.util.List;

/// The three layer norms of an [LSTM]: of the projected input, of the recurrent product, and of the cell before its tanh.
final class GateNorms {

    private final Sweep sweep;
    private final Steps steps;
    private final RowKernels rows;
    private final int units;
    private final int width;
    private final List<float[]> borrowed = new ArrayList<>();
    private final float[] inputs;                   // [rows, 4·units] before their norm
    private final float[] products;                 // [rows, 4·units] before their norm
    private final float[] dProducts;                // [rows, 4·units]
    private final float[] inputStatistics;          // [rows, 2]
    private final float[] productStatistics;        // [rows, 2]
    private final float[] cellStatistics;           // [rows, 2]
    private final float[] zeros;                    // [4·units]
    private final float[] spare;                    // [4·units]

    GateNorms(Sweep sweep, int units) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.rows = sweep.backend.kernels().rows();
        this.units = units;
        this.width = LSTM.GATES * units;
        this.inputs = borrow(steps.rows() * width);
        this.products = borrow(steps.rows() * width);
        this.dProducts = borrow(steps.rows() * width);
        this.inputStatistics = borrow(2 * steps.rows());
        this.productStatistics = borrow(2 * steps.rows());
        this.cellStatistics = borrow(2 * steps.rows());
        this.zeros = borrow(width);
        this.spare = borrow(width);
        java.util.Arrays.fill(zeros, 0, width, 0);
    }

    private float[] borrow(int n) {
        float[] scratch = sweep.tape.scratch(n);
        borrowed.add(scratch);
        return scratch;
    }

    private Tensor weight(String name) { return sweep.weight(sweep.bound.weightNumber(name)); }

    float[] recurrentGradients() { return dProducts; }

    /// `gates = LN(x · weight) + bias` for all steps.
    void normalizeInputs() {
        float[] gain = weight("inputGain").data(), bias = sweep.weight(BoundRecurrent.BIAS).data();
        System.arraycopy(sweep.gates, 0, inputs, 0, steps.rows() * width);
        for (int row = 0; row < steps.rows(); row++) {
            rows.layerNorm(inputs, row * width, gain, 0, bias, 0, LSTM.EPSILON, sweep.gates, row * width, inputStatistics, 2 * row, width);
        }
    }

    /// `gates += LN(h · recurrent)`
    void addRecurrent(int step, RecurrentProduct product) {
        float[] gain = weight("recurrentGain").data();
        product.forward(step, 0, products, 0, width);
        for (int row = steps.first(step); row < steps.first(step) + steps.active(step); row++) {
            rows.layerNorm(products, row * width, gain, 0, zeros, 0, LSTM.EPSILON, spare, 0, productStatistics, 2 * row, width);
            sweep.elements().axpby(1, spare, 0, 1, sweep.gates, row * width, width);
        }
    }

    void normalizeCell(int row, int after, float[] normal) {
        rows.layerNorm(sweep.states[1], after, weight("cellGain").data(), 0, weight("cellBias").data(), 0, LSTM.EPSILON, normal, row * units, cellStatistics, 2 * row, units);
    }

    /// Adds to `dc` what the gradient of the normalised cell gives it.
    void cellGradient(int row, int after, float[] dNormal, float[] dc, int at) {
        Tensor gain = weight("cellGain"), bias = weight("cellBias");
        rows.layerNormGradient(sweep.states[1], after, gain.data(), 0, cellStatistics, 2 * row, dNormal, 0, 1, dc, at, addable(gain), 0, addable(bias), 0, units);
    }

    /// From the gradient of the pre-activations to those of the two products.
    void gateGradients(int row, float[] dGates) {
        Tensor inputGain = weight("inputGain"), gain = weight("recurrentGain"), bias = sweep.weight(BoundRecurrent.BIAS);
        rows.layerNormGradient(inputs, row * width, inputGain.data(), 0, inputStatistics, 2 * row, dGates, 0, 0, sweep.gates, row * width, addable(inputGain), 0, addable(bias), 0, width);
        rows.layerNormGradient(products, row * width, gain.data(), 0, productStatistics, 2 * row, dGates, 0, 0, dProducts, row * width, addable(gain), 0, spare, 0, width);
    }

    /// Where to add to a gradient, or something nobody reads.
    private float[] addable(Tensor weight) { return weight.isTracked() ? weight.addableGradient() : spare; }

    void release() { borrowed.forEach(sweep.tape::giveBack); }
}
