package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static dev.lanewise.linalg.internal.simd.Lanes.load;
import static dev.lanewise.linalg.internal.simd.Lanes.store;
import static jdk.incubator.vector.VectorOperators.FMA;

import dev.lanewise.linalg.kernel.ElementFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// `dx = dy · f'(x) + beta · dx` for every [ElementFunction]: a loop of its own for each function, as in [FloatMaps].
///
/// After a long slope everything is spelled out: by then the compiler may be past taking in methods of ours.
final class FloatMapGradients {

    private static final int L = S.length();

    private FloatMapGradients() {
    }

    static void map(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom,
                    float beta, float[] dx, int dxFrom, int n) {
        switch (f) {
            case SIN -> sin(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case COS -> cos(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case IDENTITY -> identity(dy, dyFrom, beta, dx, dxFrom, n);
            case EXP -> exp(y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case LOG -> log(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SQRT -> sqrt(y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SQUARE -> square(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case ABS -> abs(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case RECIPROCAL -> reciprocal(y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case TANH -> tanh(y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case ERF -> erf(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SIGMOID -> sigmoid(y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case HARD_SIGMOID -> hardSigmoid(x, xFrom, y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case HARD_SIGMOID6 -> hardSigmoid6(x, xFrom, y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case HARD_SWISH -> hardSwish(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case HARD_TANH -> hardTanh(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case LOG_SIGMOID -> logSigmoid(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SQUARED_RELU -> squaredRelu(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case RELU -> relu(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case RELU6 -> relu6(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case LEAKY_RELU -> leakyRelu(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case ELU -> elu(x, xFrom, y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SELU -> selu(x, xFrom, y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case GELU -> gelu(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case GELU_TANH -> geluTanh(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SILU -> silu(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case MISH -> mish(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SOFTPLUS -> softplus(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case SOFTSIGN -> softsign(x, xFrom, dy, dyFrom, beta, dx, dxFrom, n);
        }
    }

    private static void sin(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i++) put((float) Math.cos(x[xFrom + i]) * dy[dyFrom + i], beta, dx, dxFrom + i);
    }

    private static void cos(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i++) put((float) -Math.sin(x[xFrom + i]) * dy[dyFrom + i], beta, dx, dxFrom + i);
    }

    private static void put(float value, float beta, float[] dx, int at) {
        dx[at] = beta == 0 ? value : Math.fma(beta, dx[at], value);
    }

    private static void identity(float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(constant(1f), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void exp(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(load(y, yFrom + i, n - i), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void log(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(constant(1f).div(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void sqrt(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(constant(0.5f).div(load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void square(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(load(x, xFrom + i, n - i).mul(2f), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void abs(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.absSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void reciprocal(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(load(y, yFrom + i, n - i).mul(load(y, yFrom + i, n - i)).neg(), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void tanh(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatGates.tanhSlope(load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void erf(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatNormal.erfSlope(load(x, xFrom + i, n - i));
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void sigmoid(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatGates.sigmoidSlope(load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void hardSigmoid(float[] x, int xFrom, float[] y, int yFrom,
                                    float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.hardSigmoidSlope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void hardSigmoid6(float[] x, int xFrom, float[] y, int yFrom,
                                     float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.hardSigmoid6Slope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void hardSwish(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.hardSwishSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void hardTanh(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.hardTanhSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void squaredRelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.squaredReluSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void logSigmoid(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatFunctions.sigmoid(load(x, xFrom + i, n - i).neg());
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void relu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.reluSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void relu6(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.relu6Slope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void leakyRelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.leakyReluSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void elu(float[] x, int xFrom, float[] y, int yFrom,
                            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.eluSlope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void selu(float[] x, int xFrom, float[] y, int yFrom,
                             float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.seluSlope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void gelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatNormal.geluSlope(load(x, xFrom + i, n - i));
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void geluTanh(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatGates.geluTanhSlope(load(x, xFrom + i, n - i));
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void silu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatGates.siluSlope(load(x, xFrom + i, n - i));
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void mish(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatGates.mishSlope(load(x, xFrom + i, n - i));
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void softplus(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatFunctions.sigmoid(load(x, xFrom + i, n - i));
            if (i <= n - L) {
                var value = FloatVector.fromArray(S, dy, dyFrom + i).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i);
            } else {
                var rest = VectorMask.fromLong(S, (1L << n - i) - 1);
                var value = FloatVector.fromArray(S, dy, dyFrom + i, rest).mul(slope);
                if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i, rest).lanewise(FMA, beta, value);
                value.intoArray(dx, dxFrom + i, rest);
            }
        }
    }

    private static void softsign(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) put(FloatPieces.softsignSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void put(FloatVector slope, float[] dy, int dyAt, float beta, float[] dx, int at, int left) {
        var value = load(dy, dyAt, left).mul(slope);
        if (beta != 0) value = load(dx, at, left).lanewise(FMA, beta, value);
        store(value, dx, at, left);
    }
}
