package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.Arrays;

/// A dense float32 array with a [Shape], row-major, on the [Tape] that remembers what was done with it.
///
/// Images are `[batch, height, width, channels]`, sequences `[batch, time, features]`. The methods are the common operations;
/// each one computes at once and records its gradient if an operand is tracked. Two operands of unlike shapes are broadcast as in
/// NumPy: shapes are aligned at their ends, and an extent of 1 or a missing one repeats. Class numbers and token ids are whole
/// numbers, exact up to 2²⁴.
public final class Tensor {

    private final Tape tape;
    private final Shape shape;
    private final Storage storage;
    private final int size;

    Tensor(Tape tape, Shape shape, Storage storage) {
        this.tape = tape;
        this.shape = shape;
        this.storage = storage;
        this.size = shape.size();
    }

    /// A tensor that belongs to no tape.
    ///
    /// @param values as many as the shape has elements; copied
    public static Tensor of(Shape shape, float... values) {
        if (values.length != shape.size()) {
            throw new ShapeException("Tensor.of: expected " + shape.size() + " values for " + shape + ", but got " + values.length);
        }
        return Tape.eager().constant(shape, values.clone());
    }

    /// A vector that belongs to no tape.
    public static Tensor vector(float... values) { return of(Shape.of(values.length), values); }

    public Tape tape() { return tape; }

    public Shape shape() { return shape; }

    public int size() { return size; }

    /// The array itself, for kernels: the elements are its first [#size()], whatever else it holds. Nobody but the operation that
    /// made the tensor may write to it.
    public float[] data() { return storage.values; }

    /// A copy of the elements.
    public float[] toArray() { return Arrays.copyOf(storage.values, size); }

    /// The element at an index for each axis.
    ///
    /// @throws ShapeException if there is none
    public float get(int... index) {
        boolean inside = index.length == shape.rank();
        int at = 0;
        for (int axis = 0; inside && axis < index.length; axis++) {
            inside = index[axis] >= 0 && index[axis] < shape.extent(axis);
            at = at * shape.extent(axis) + index[axis];
        }
        if (!inside) throw new ShapeException("Tensor.get: expected an index inside " + shape + ", but got " + Arrays.toString(index));
        return storage.values[at];
    }

    /// The only element.
    public float item() {
        if (size != 1) throw ShapeException.expected("Tensor.item", "a single element", shape);
        return storage.values[0];
    }

    // ---- gradients

    /// Whether a gradient flows to this tensor.
    public boolean isTracked() { return storage.tracked; }

    /// The gradient, with as many elements as the tensor; may hold anything before [#openGradient()] was called for the first time.
    public float[] gradient() {
        float[] gradient = storage.gradient;
        if (gradient == null) storage.gradient = gradient = tape.gradientArray(storage, size);
        return gradient;
    }

    /// What to scale the old content of [#gradient()] by when adding to it: 0 the first time (overwrite it), then 1.
    public float openGradient() {
        boolean first = !storage.written;
        if (first && storage.gradient == null) gradient();
        storage.written = true;
        return first ? 0 : 1;
    }

    /// [#gradient()], ready for adding with `+=`.
    public float[] addableGradient() {
        float[] gradient = gradient();
        if (openGradient() == 0) Arrays.fill(gradient, 0, size, 0);
        return gradient;
    }

    Storage storage() { return storage; }

    // ---- arithmetic

    public Tensor plus(Tensor other) { return Arithmetic.plus(this, other); }

    public Tensor minus(Tensor other) { return Arithmetic.minus(this, other); }

    /// The element-wise product; [#matmul] is the product of matrices.
    public Tensor times(Tensor other) { return Arithmetic.times(this, other); }

    public Tensor dividedBy(Tensor other) { return Arithmetic.dividedBy(this, other); }

    /// The larger of two; where they are equal, each gets half of the gradient.
    public Tensor maximum(Tensor other) { return Pairs.maximum(this, other); }

    public Tensor minimum(Tensor other) { return Pairs.minimum(this, other); }

    public Tensor power(Tensor exponent) { return Pairs.power(this, exponent); }

    public Tensor power(double exponent) { return Functions.power(this, exponent); }

    /// `x − y · ⌊x / y⌋`, which has the sign of `y`.
    public Tensor remainder(Tensor divisor) { return Pairs.remainder(this, divisor); }

    public Tensor plus(double number) { return Elementwise.affine(this, 1, (float) number); }

    public Tensor minus(double number) { return plus(-number); }

    public Tensor times(double number) { return Elementwise.affine(this, (float) number, 0); }

    public Tensor dividedBy(double number) { return times(1 / number); }

    public Tensor negated() { return times(-1); }

    // ---- functions of each element

    public Tensor map(ElementFunction function) { return Elementwise.map(function, this); }

    public Tensor exp() { return map(ElementFunction.EXP); }

    public Tensor log() { return map(ElementFunction.LOG); }

    public Tensor sqrt() { return map(ElementFunction.SQRT); }

    public Tensor square() { return map(ElementFunction.SQUARE); }

    public Tensor abs() { return map(ElementFunction.ABS); }

    public Tensor tanh() { return map(ElementFunction.TANH); }

    public Tensor sigmoid() { return map(ElementFunction.SIGMOID); }

    public Tensor relu() { return map(ElementFunction.RELU); }

    public Tensor clip(double low, double high) { return Functions.clip(this, low, high); }

    // ---- products

    /// `[…, m, k] · […, k, n] → […, m, n]`, with the leading axes broadcast; a vector on the left is a row, one on the right a column.
    public Tensor matmul(Tensor other) { return Products.matmul(this, other, false); }

    /// `[…, m, k] · […, n, k]ᵀ → […, m, n]`
    public Tensor matmulTransposed(Tensor other) { return Products.matmul(this, other, true); }

    // ---- reductions

    /// The sum of all elements: `[]`.
    public Tensor sum() { return Reductions.sum(reshape(Shape.of(1, size)), 1).reshape(Shape.scalar()); }

    /// The mean of all elements: `[]`; 0 if there are none.
    public Tensor mean() { return sum().times(1.0 / Math.max(1, size)); }

    /// The sum over one axis, which disappears; negative axes count from the end.
    public Tensor sum(int axis) { return Reductions.sum(this, axis); }

    /// The mean over one axis, which disappears; negative axes count from the end. 0 where there is nothing to average.
    public Tensor mean(int axis) { return sum(axis).times(1.0 / Math.max(1, shape.extent(axis))); }

    public Tensor sum(Axes axes) { return Reductions.sum(this, axes); }

    public Tensor mean(Axes axes) { return Reductions.mean(this, axes); }

    public Tensor max(Axes axes) { return Reductions.max(this, axes); }

    public Tensor min(Axes axes) { return Reductions.min(this, axes); }

    /// Where along an axis the first largest element is, without a gradient; NaN is the largest.
    public Tensor argMax(int axis) { return Extremes.place(this, axis, true); }

    public Tensor argMin(int axis) { return Extremes.place(this, axis, false); }

    public Tensor softmax() { return Softmaxes.softmax(this); }

    /// The softmax over what the mask keeps of the last axis; the rest gets 0, and so does a row of which nothing is kept.
    public Tensor softmax(Mask mask) { return Softmaxes.softmax(this, mask); }

    /// `x − ln Σ eˣ` over the last axis.
    public Tensor logSoftmax() { return Softmaxes.logSoftmax(this); }

    // ---- form

    /// The same elements in another shape of the same size, without copying.
    public Tensor reshape(Shape other) { return Forms.reshape(this, other); }

    /// The axes in another order: axis `i` of the result is axis `axes[i]` of this.
    public Tensor transpose(int... axes) { return Forms.transpose(this, axes); }

    /// The elements `from … to − 1` along one axis; negative axes count from the end.
    public Tensor slice(int axis, int from, int to) { return Forms.slice(this, axis, from, to); }

    /// The same values, through which no gradient flows.
    public Tensor detached() { return tape.constant(shape, storage.values); }

    /// `Tensor[2, 3]`
    @Override public String toString() { return "Tensor" + shape; }
}
