package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// Rotary positions as an operation: pairs of features of each head turn by an angle that grows with the place.
///
/// With `θᵢ = base^(−2i/n)` for the `n` features that turn, pair `i` at place `t` becomes `(a cos tθᵢ − b sin tθᵢ, a sin tθᵢ + b cos tθᵢ)`. The rest of a
/// head stays as it is.
///
/// | operand | shape                     |                                |
/// |---------|---------------------------|--------------------------------|
/// | x       | `[batch, time, heads·d]`  | the heads side by side         |
/// | result  | `[batch, time, heads·d]`  |                                |
///
/// The gradient turns back.
///
/// @see <a href="https://arxiv.org/abs/2104.09864">Su et al. (2021)</a>; numbers of the tests: ONNX
public final class Rotation {

    private final boolean neighbours;
    private final int pairs;
    private final float[] cosines;                  // [place, pair]
    private final float[] sines;

    private Rotation(boolean neighbours, int pairs, float[] cosines, float[] sines) {
        this.neighbours = neighbours;
        this.pairs = pairs;
        this.cosines = cosines;
        this.sines = sines;
    }

    /// For the first `count` places and heads of `width` features.
    ///
    /// @throws IllegalArgumentException if these places don't turn, or more features should turn than there are
    public static Rotation of(Places places, int width, int count) {
        int turning = places.extent() == 0 ? width : places.extent();
        if (!places.turns()) throw new IllegalArgumentException("Rotation: expected rotary or interleaved places, but got " + places);
        if (turning > width || turning % 2 != 0) throw new IllegalArgumentException("Rotation: expected an even number of features up to " + width + " that turn, but got " + turning);
        int pairs = turning / 2;
        float[] cosines = new float[Math.multiplyExact(count, pairs)], sines = new float[count * pairs];
        for (int i = 0; i < pairs; i++) {
            double speed = StrictMath.pow(places.base(), -2.0 * i / turning);
            for (int t = 0; t < count; t++) {
                cosines[t * pairs + i] = (float) StrictMath.cos(t * speed);
                sines[t * pairs + i] = (float) StrictMath.sin(t * speed);
            }
        }
        return new Rotation(places.kind() == Places.Kind.INTERLEAVED, pairs, cosines, sines);
    }

    /// With these cosines and sines, `[places, pairs]` one behind the other.
    public static Rotation of(boolean neighbours, int pairs, float[] cosines, float[] sines) {
        if (cosines.length != sines.length || pairs < 1 || cosines.length % pairs != 0) {
            throw new IllegalArgumentException("Rotation: expected as many cosines as sines, " + pairs + " for each place, but got " + cosines.length + " and " + sines.length);
        }
        return new Rotation(neighbours, pairs, cosines.clone(), sines.clone());
    }

    /// How many places it knows.
    public int places() { return cosines.length / pairs; }

    /// The steps of `x` at the places from `first` on.
    public Tensor turn(Tensor x, int heads, int first) {
        if (x.shape().rank() != 3 || x.shape().last() % heads != 0 || x.shape().last() / heads < 2 * pairs) {
            throw ShapeException.expected("Rotation", "[batch, time, " + heads + " heads of at least " + 2 * pairs + " features]", x.shape());
        }
        return turn(x, List.of(Heads.of(x, heads)), first);
    }

    /// A copy in which these heads of it are turned.
    Tensor turn(Tensor x, List<Heads> heads, int first) {
        Shape shape = x.shape();
        int time = shape.extent(1), stride = shape.last();
        if (first + time > places()) throw ShapeException.expected("Rotation", "at most " + places() + " places", shape.with(1, first + time));
        Tensor y = x.tape().result(shape, x);
        x.tape().backend().parallel(shape.extent(0) * time, 16, (from, to) -> {
            System.arraycopy(x.data(), from * stride, y.data(), from * stride, (to - from) * stride);
            for (int row = from; row < to; row++) turnRow(heads, y.data(), row * stride, first + row % time, 1);
        });
        x.tape().record(y, () -> back(x, y, heads, first));
        return y;
    }

    private void back(Tensor x, Tensor y, List<Heads> heads, int first) {
        int time = x.shape().extent(1), stride = x.shape().last();
        float[] dy = y.gradient();
        float beta = x.openGradient();
        float[] dx = x.gradient();
        var elements = x.tape().backend().kernels().elements();
        x.tape().backend().parallel(x.shape().extent(0) * time, 16, (from, to) -> {
            for (int row = from; row < to; row++) turnRow(heads, dy, row * stride, first + row % time, -1);
            elements.axpby(1, dy, from * stride, beta, dx, from * stride, (to - from) * stride);
        });
    }

    private void turnRow(List<Heads> all, float[] x, int row, int place, float sign) {
        for (Heads heads : all) for (int head = 0; head < heads.count(); head++) {
            int at = row + heads.offset() + head * heads.width();
            if (neighbours) turnNeighbours(x, at, place * pairs, sign);
            else turnHalves(x, at, place * pairs, sign);
        }
    }

    private void turnHalves(float[] x, int at, int angle, float sign) {
        for (int i = 0; i < pairs; i++) {
            float a = x[at + i], b = x[at + pairs + i], cos = cosines[angle + i], sin = sign * sines[angle + i];
            x[at + i] = a * cos - b * sin;
            x[at + pairs + i] = a * sin + b * cos;
        }
    }

    private void turnNeighbours(float[] x, int at, int angle, float sign) {
        for (int i = 0; i < pairs; i++) {
            float a = x[at + 2 * i], b = x[at + 2 * i + 1], cos = cosines[angle + i], sin = sign * sines[angle + i];
            x[at + 2 * i] = a * cos - b * sin;
            x[at + 2 * i + 1] = a * sin + b * cos;
        }
    }
}
