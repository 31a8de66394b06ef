package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static jdk.incubator.vector.VectorOperators.FMA;

import dev.lanewise.linalg.kernel.ElementFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// `dx = dy · f'(x) + beta · dx` for every [ElementFunction]: a loop of its own for each function, as in [FloatMaps].
///
/// The loops spell everything out but the slope: by then the compiler may be past taking in methods of ours.
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
            case SIGMOID -> sigmoid(y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
            case HARD_SIGMOID -> hardSigmoid(x, xFrom, y, yFrom, dy, dyFrom, beta, dx, dxFrom, n);
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
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = constant(1f).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) identityTail(dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void identityTail(float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(constant(1f), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void exp(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = load(y, yFrom + i).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) expTail(y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void expTail(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(load(y, yFrom, n), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void log(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = constant(1f).div(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) logTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void logTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(constant(1f).div(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void sqrt(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = constant(0.5f).div(load(y, yFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) sqrtTail(y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void sqrtTail(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(constant(0.5f).div(load(y, yFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void square(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = load(x, xFrom + i).mul(2f).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) squareTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void squareTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(load(x, xFrom, n).mul(2f), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void abs(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.absSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) absTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void absTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.absSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void reciprocal(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = load(y, yFrom + i).mul(load(y, yFrom + i)).neg().mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) reciprocalTail(y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void reciprocalTail(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(load(y, yFrom, n).mul(load(y, yFrom, n)).neg(), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void tanh(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatGates.tanhSlope(load(y, yFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) tanhTail(y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void tanhTail(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatGates.tanhSlope(load(y, yFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void sigmoid(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatGates.sigmoidSlope(load(y, yFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) sigmoidTail(y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void sigmoidTail(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatGates.sigmoidSlope(load(y, yFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void hardSigmoid(float[] x, int xFrom, float[] y, int yFrom,
            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.hardSigmoidSlope(load(x, xFrom + i), load(y, yFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) hardSigmoidTail(x, xFrom + i, y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void hardSigmoidTail(float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.hardSigmoidSlope(load(x, xFrom, n), load(y, yFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void relu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.reluSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) reluTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void reluTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.reluSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void relu6(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.relu6Slope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) relu6Tail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void relu6Tail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.relu6Slope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void leakyRelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.leakyReluSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) leakyReluTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void leakyReluTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.leakyReluSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void elu(float[] x, int xFrom, float[] y, int yFrom,
            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.eluSlope(load(x, xFrom + i), load(y, yFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) eluTail(x, xFrom + i, y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void eluTail(float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.eluSlope(load(x, xFrom, n), load(y, yFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void selu(float[] x, int xFrom, float[] y, int yFrom,
            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.seluSlope(load(x, xFrom + i), load(y, yFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) seluTail(x, xFrom + i, y, yFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void seluTail(float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.seluSlope(load(x, xFrom, n), load(y, yFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    /// The longest slope stands once, for whole vectors and for the rest: twice would be more than the compiler takes in.
    private static void gelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var slope = FloatNormal.geluDerivative(i <= n - L ? load(x, xFrom + i) : load(x, xFrom + i, n - i));
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
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatGates.geluTanhSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) geluTanhTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void geluTanhTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatGates.geluTanhSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void silu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatGates.siluSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) siluTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void siluTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatGates.siluSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void mish(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatGates.mishSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) mishTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void mishTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatGates.mishSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void softplus(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatFunctions.sigmoid(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) softplusTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void softplusTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatFunctions.sigmoid(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void softsign(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var value = FloatPieces.softsignSlope(load(x, xFrom + i)).mul(FloatVector.fromArray(S, dy, dyFrom + i));
            if (beta != 0) value = FloatVector.fromArray(S, dx, dxFrom + i).lanewise(FMA, beta, value);
            value.intoArray(dx, dxFrom + i);
        }
        if (i < n) softsignTail(x, xFrom + i, dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void softsignTail(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        put(FloatPieces.softsignSlope(load(x, xFrom, n)), dy, dyFrom, beta, dx, dxFrom, n);
    }

    private static void put(FloatVector slope, float[] dy, int dyAt, float beta, float[] dx, int at, int n) {
        var value = load(dy, dyAt, n).mul(slope);
        (beta == 0 ? value : FloatFunctions.onto(beta, load(dx, at, n), value)).intoArray(dx, at, Lanes.first(S, n));
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, int n) {
        return FloatVector.fromArray(S, x, at, Lanes.first(S, n));
    }
}
