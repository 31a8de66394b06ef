package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.PackedFloats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The product of one step after the other with columns of the recurrent weights, which are packed once for all steps.
///
/// Its left factors are the states before the steps, where they stand or, for dropout and ragged batches, as copies; or rows that the cell fills.
final class RecurrentProduct {

    /// Fewer rows or steps are not worth packing for.
    private static final int FEW = 8;

    private final Sweep sweep;
    private final Steps steps;
    private final Tensor recurrent;
    private final int column;
    private final int columns;
    private final int k;
    private final boolean standsInStates;
    private final boolean copies;
    private final float[] factors;                  // [rows, k], or the states with `batch` rows before them
    private final List<float[]> borrowed = new ArrayList<>(2);
    private @Nullable PackedFloats packed;
    private @Nullable PackedFloats transposed;

    private RecurrentProduct(Sweep sweep, int column, int columns, float[] factors, boolean standsInStates, boolean copies) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.recurrent = sweep.weight(BoundRecurrent.RECURRENT);
        this.column = column;
        this.columns = columns;
        this.k = recurrent.shape().extent(0);
        this.factors = factors;
        this.standsInStates = standsInStates;
        this.copies = copies;
    }

    /// `h[t−1] · recurrent`, of `columns` columns from `column` on.
    static RecurrentProduct ofStates(Sweep sweep, int column, int columns) {
        boolean copies = sweep.steps.isRagged() || sweep.dropped != null;
        float[] factors = copies ? sweep.scratch(sweep.steps.rows(), sweep.stateWidth(0)) : sweep.states[0];
        return new RecurrentProduct(sweep, column, columns, factors, !copies, copies);
    }

    /// The same left factors with other columns; to be called after this one at each step. Its release leaves them.
    RecurrentProduct columns(int column, int columns) { return new RecurrentProduct(sweep, column, columns, factors, standsInStates, false); }

    /// The product of rows `[rows, k]` that the cell fills before each step.
    static RecurrentProduct ofRows(Sweep sweep, int column, int columns, float[] rows) { return new RecurrentProduct(sweep, column, columns, rows, false, false); }

    float[] factors() { return factors; }

    /// The first row of the left factor of a step.
    int row(int step) { return standsInStates ? steps.before(step) : steps.first(step); }

    /// Whether the left factor is zero at this step.
    boolean isZero(int step) { return step == 0 && sweep.fromZero; }

    /// `c = h[t−1] · recurrent + beta · c` for the rows of a step of `c`, `[rows, ldc]` from column `at` on.
    void forward(int step, float beta, float[] c, int at, int ldc) {
        if (copies) copy(step);
        int m = steps.active(step), to = steps.first(step) * ldc + at;
        if (isZero(step)) {
            if (beta == 0) for (int row = 0; row < m; row++) java.util.Arrays.fill(c, to + row * ldc, to + row * ldc + columns, 0);
        } else if (isWorthPacking()) {
            if (packed == null) packed = sweep.backend.pack(false, k, columns, recurrent.data(), column, ld(), storage(k, columns));
            sweep.backend.gemm(false, m, 1, factors, row(step) * k, k, packed, beta, c, to, ldc);
        } else {
            sweep.backend.gemm(false, false, m, columns, k, 1, factors, row(step) * k, k, recurrent.data(), column, ld(), beta, c, to, ldc);
        }
    }

    private boolean isWorthPacking() { return sweep.batch >= FEW && steps.count() >= FEW; }

    private float[] storage(int k, int n) {
        float[] storage = sweep.tape.scratch(sweep.backend.packedFloats(k, n));
        borrowed.add(storage);
        return storage;
    }

    private int ld() { return recurrent.shape().last(); }

    private void copy(int step) {
        int n = steps.active(step) * k, to = steps.first(step) * k;
        System.arraycopy(sweep.states[0], steps.before(step) * k, factors, to, n);
        if (sweep.dropped != null) sweep.elements().multiply(factors, to, sweep.dropped, 0, 0, factors, to, n);
    }

    /// `dh = dz · recurrentᵀ + beta · dh`, dropped where the left factor was.
    void carry(int step, float[] dz, int at, int ldz, float beta, float[] dh) {
        int n = steps.active(step) * k;
        if (step == 0 && !sweep.stateIsTracked()) return;
        if (sweep.dropped == null) {
            backward(step, dz, at, ldz, beta, dh);
            return;
        }
        float[] all = sweep.scratch(steps.active(step), k);
        backward(step, dz, at, ldz, 0, all);
        if (beta == 0) java.util.Arrays.fill(dh, 0, n, 0);
        sweep.elements().multiply(all, 0, sweep.dropped, 0, 1, dh, 0, n);
        sweep.tape.giveBack(all);
    }

    /// `da = dz · recurrentᵀ + beta · da`, the gradient of the left factor.
    void backward(int step, float[] dz, int at, int ldz, float beta, float[] da) {
        int m = steps.active(step), from = steps.first(step) * ldz + at;
        if (isWorthPacking()) {
            if (transposed == null) transposed = sweep.backend.pack(true, columns, k, recurrent.data(), column, ld(), storage(columns, k));
            sweep.backend.gemm(false, m, 1, dz, from, ldz, transposed, beta, da, 0, k);
        } else {
            sweep.backend.gemm(false, true, m, k, columns, 1, dz, from, ldz, recurrent.data(), column, ld(), beta, da, 0, k);
        }
    }

    /// The gradient of the columns of the recurrent weights: one product over all steps.
    void gradient(float[] dz, int at, int ldz, float beta) {
        if (!recurrent.isTracked()) return;
        int zero = sweep.fromZero && steps.count() > 0 ? steps.active(0) : 0, rows = steps.rows() - zero;
        sweep.backend.gemm(true, false, k, columns, rows, 1, factors, zero * k, k, dz, zero * ldz + at, ldz, beta, recurrent.gradient(), column, ld());
    }

    void release() {
        borrowed.forEach(sweep.tape::giveBack);
        if (copies) sweep.tape.giveBack(factors);
    }
}
