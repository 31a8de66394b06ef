package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.Triangle;
import java.util.Arrays;

/// The [Moments] of rows that come one after another, in memory that doesn't depend on their number.
///
/// ```java
/// var running = RunningMoments.of(784, Run.standard());
/// for (Path file : files) running.add(RowSource.csv(file));
/// PCAModel model = PCA.of(50).fit(running.moments());
/// ```
///
/// Rows are gathered in blocks of a fixed size. What is close to the mean is taken from them before they are multiplied, so that a distant
/// mean costs no digits, and it is renewed whenever the number of rows has doubled: merging the parts then loses a bit at most. The
/// result is the same to the last bit however the rows were split between calls, and with any number of threads. Not safe for use
/// from several threads at once: give each its own and merge what comes out.
///
/// @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub, LeVeque: Algorithms for computing the sample variance</a>
public final class RunningMoments {

    private final String owner;
    private final int d;
    private final Backend backend;
    private final RowBlock block;

    private final double[] mean;                               // of the rows before this segment
    private final double[] scatter;                            // upper triangle
    private long count;                                        // of the rows before this segment
    private final double[] shift;                              // what is taken from the rows of this segment
    private final double[] sums;                               // of what remains of them
    private long segment;                                      // rows of this segment

    private RunningMoments(String owner, int d, Backend backend, RowBlock block) {
        this.owner = owner;
        this.d = d;
        this.backend = backend;
        this.block = block;
        this.mean = new double[d];
        this.scatter = new double[Math.multiplyExact(d, d)];
        this.shift = new double[d];
        this.sums = new double[d];
    }

    /// Nothing yet, of rows with that many features.
    public static RunningMoments of(int features, Run run) { return of(features, Precision.FLOAT64, run); }

    /// The same with products in the given precision.
    public static RunningMoments of(int features, Precision precision, Run run) { return of("Moments", features, precision, run.backend()); }

    /// @param owner who complains about numbers that are not finite
    static RunningMoments of(String owner, int d, Precision precision, Backend backend) {
        if (d < 1) throw new DataException(owner + ": expected at least one feature, but got none");
        return new RunningMoments(owner, d, backend, precision == Precision.FLOAT64 ? new DoubleRows(d, backend) : new FloatRows(d, backend));
    }

    /// How many rows were added.
    public long count() { return count + segment + block.filled(); }

    public int features() { return d; }

    /// Adds rows `[n, features]`.
    ///
    /// @throws ShapeException if they have another width
    /// @throws DataException if a number is not finite; it is found when a block is full, or when the moments are asked for
    public RunningMoments add(Matrix rows) {
        requireWidth(rows.columns());
        for (int from = 0; from < rows.rows(); ) {
            int some = Math.min(block.capacity() - block.filled(), rows.rows() - from);
            block.put(rows.rows(from, from + some));
            from += some;
            if (block.isFull()) flush();
        }
        return this;
    }

    /// Adds every sample of a data set with one input.
    public RunningMoments add(Dataset data) {
        requireWidth(data.schema().input().size());
        for (int from = 0; from < data.size(); ) {
            int some = Math.min(block.capacity() - block.filled(), data.size() - from);
            block.put(data, from, some);
            from += some;
            if (block.isFull()) flush();
        }
        return this;
    }

    /// Adds every row of a source.
    public RunningMoments add(RowSource source) {
        requireWidth(source.schema().input().size());
        source.forEachBlock(block.capacity(), (inputs, _, rows) -> {
            for (int i = 0; i < rows; i++) add(inputs, i * d);
        });
        return this;
    }

    /// Adds one row, `values[from … from + features]`.
    ///
    /// @throws ShapeException if the array ends before the row does
    public RunningMoments add(double[] values, int from) {
        requireInside(owner, d, values, from);
        block.put(values, from);
        if (block.isFull()) flush();
        return this;
    }

    static void requireInside(String owner, int d, double[] values, int from) {
        if (from >= 0 && from <= values.length - d) return;
        throw new ShapeException(owner + ": expected a row of " + d + " features from " + from + " on, but got an array of " + values.length + " numbers");
    }

    private void requireWidth(int width) {
        if (width != d) throw new ShapeException(owner + ": expected rows of " + d + " features, but got " + width);
    }

    /// The moments so far; more rows may follow.
    public Moments moments() {
        RunningMoments copy = new RunningMoments(owner, d, backend, block.copy());
        System.arraycopy(mean, 0, copy.mean, 0, d);
        System.arraycopy(scatter, 0, copy.scatter, 0, d * d);
        System.arraycopy(shift, 0, copy.shift, 0, d);
        System.arraycopy(sums, 0, copy.sums, 0, d);
        copy.count = count;
        copy.segment = segment;
        return copy.finish();
    }

    /// The moments, when no more rows follow.
    Moments finish() {
        if (block.filled() > 0) flush();
        closeSegment();
        backend.mirror(Triangle.UPPER, d, scatter, 0, d);
        return new Moments(count, mean, Matrix.wrap(d, d, scatter));
    }

    private void flush() {
        if (segment >= count) closeSegment();
        if (count == 0 && segment == 0) centreFirstBlock();
        else block.shift(shift, sums);
        requireFinite();
        segment += block.filled();
        block.addProductTo(scatter);
    }

    /// The first block goes around its own mean: nothing else is known yet.
    private void centreFirstBlock() {
        double[] step = new double[d];
        for (int j = 0; j < d; j++) {
            shift[j] = step[j] = block.get(0, j);
            if (!Double.isFinite(step[j])) throw new DataException(notFinite(0, j, step[j]));
        }
        block.shift(step, sums);
        requireFinite();
        for (int j = 0; j < d; j++) shift[j] += step[j] = block.round(sums[j] / block.filled());
        Arrays.fill(sums, 0);
        block.shift(step, sums);
    }

    private void requireFinite() {
        for (int j = 0; j < d; j++) {
            if (Double.isFinite(sums[j])) continue;
            for (int i = 0; i < block.filled(); i++) {
                double rest = block.get(i, j);
                if (!Double.isFinite(rest)) throw new DataException(notFinite(count + segment + i, j, rest));
            }
        }
    }

    private String notFinite(long row, int column, double value) {
        return owner + ": expected finite numbers, but row " + row + ", column " + column + " has " + value + ". Drop or fill such rows first";
    }

    /// Merges the rows of this segment with those before: what was taken from them leaves `− segment · δ δᵀ`, the distance of the two means
    /// adds `(count · segment / total) · step stepᵀ`.
    private void closeSegment() {
        if (segment == 0) return;
        long total = count + segment;
        double[] delta = new double[d], step = new double[d];
        for (int j = 0; j < d; j++) {
            delta[j] = sums[j] / segment;
            step[j] = count == 0 ? 0 : shift[j] - mean[j] + delta[j];
        }
        double between = (double) count / total * segment;
        backend.parallel(d, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                backend.kernels().doubles().axpy(-segment * delta[i], delta, i, scatter, i * d + i, d - i);
                backend.kernels().doubles().axpy(between * step[i], step, i, scatter, i * d + i, d - i);
            }
        });
        for (int j = 0; j < d; j++) {
            mean[j] = count == 0 ? shift[j] + delta[j] : mean[j] + step[j] * ((double) segment / total);
            shift[j] = block.round(mean[j]);
            sums[j] = 0;
        }
        count = total;
        segment = 0;
    }
}
