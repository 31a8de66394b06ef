package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;
import static dev.lanewise.linalg.internal.simd.Lanes.load;
import static dev.lanewise.linalg.internal.simd.Lanes.store;

import dev.lanewise.linalg.kernel.ElementFunction;
import jdk.incubator.vector.VectorMask;

/// `y = f(x)` for every [ElementFunction]: a loop of its own for each function.
///
/// One loop that is handed the function would not be compiled to vector code: the compiler has to see the function inside the loop.
/// The function stands in its loop once, for whole vectors and for the rest. Where it is long, storing is spelled out: by then the compiler
/// may be past taking in methods of ours, see [FloatFunctions].
/// The sine and the cosine are those of `Math`, whose argument reduction is exact.
final class FloatMaps {

    private static final int L = S.length();

    private FloatMaps() {
    }

    static void map(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, int n) {
        switch (f) {
            case IDENTITY -> identity(x, xFrom, y, yFrom, n);
            case SIN -> sin(x, xFrom, y, yFrom, n);
            case COS -> cos(x, xFrom, y, yFrom, n);
            case EXP -> exp(x, xFrom, y, yFrom, n);
            case LOG -> log(x, xFrom, y, yFrom, n);
            case SQRT -> sqrt(x, xFrom, y, yFrom, n);
            case SQUARE -> square(x, xFrom, y, yFrom, n);
            case ABS -> abs(x, xFrom, y, yFrom, n);
            case RECIPROCAL -> reciprocal(x, xFrom, y, yFrom, n);
            case TANH -> tanh(x, xFrom, y, yFrom, n);
            case ERF -> erf(x, xFrom, y, yFrom, n);
            case SIGMOID -> sigmoid(x, xFrom, y, yFrom, n);
            case HARD_SIGMOID -> hardSigmoid(x, xFrom, y, yFrom, n);
            case HARD_SIGMOID6 -> hardSigmoid6(x, xFrom, y, yFrom, n);
            case HARD_SWISH -> hardSwish(x, xFrom, y, yFrom, n);
            case HARD_TANH -> hardTanh(x, xFrom, y, yFrom, n);
            case LOG_SIGMOID -> logSigmoid(x, xFrom, y, yFrom, n);
            case SQUARED_RELU -> squaredRelu(x, xFrom, y, yFrom, n);
            case RELU -> relu(x, xFrom, y, yFrom, n);
            case RELU6 -> relu6(x, xFrom, y, yFrom, n);
            case LEAKY_RELU -> leakyRelu(x, xFrom, y, yFrom, n);
            case ELU -> elu(x, xFrom, y, yFrom, n);
            case SELU -> selu(x, xFrom, y, yFrom, n);
            case GELU -> gelu(x, xFrom, y, yFrom, n);
            case GELU_TANH -> geluTanh(x, xFrom, y, yFrom, n);
            case SILU -> silu(x, xFrom, y, yFrom, n);
            case MISH -> mish(x, xFrom, y, yFrom, n);
            case SOFTPLUS -> softplus(x, xFrom, y, yFrom, n);
            case SOFTSIGN -> softsign(x, xFrom, y, yFrom, n);
        }
    }

    private static void identity(float[] x, int xFrom, float[] y, int yFrom, int n) {
        if (x != y || xFrom != yFrom) System.arraycopy(x, xFrom, y, yFrom, n);
    }

    private static void sin(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) y[yFrom + i] = (float) Math.sin(x[xFrom + i]);
    }

    private static void cos(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i++) y[yFrom + i] = (float) Math.cos(x[xFrom + i]);
    }

    private static void exp(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.exp(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.log(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void sqrt(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(load(x, xFrom + i, n - i).sqrt(), y, yFrom + i, n - i);
    }

    private static void square(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.square(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void abs(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(load(x, xFrom + i, n - i).abs(), y, yFrom + i, n - i);
    }

    private static void reciprocal(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(constant(1f).div(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    static void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.tanh(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.sigmoid(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void erf(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatNormal.erf(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void hardSigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.hardSigmoid(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void hardSigmoid6(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.hardSigmoid6(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void hardSwish(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.hardSwish(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void hardTanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.hardTanh(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void logSigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.softplus(load(x, xFrom + i, n - i).neg()).neg();
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void squaredRelu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.squaredRelu(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void relu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.relu(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void relu6(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.relu6(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void leakyRelu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.leakyRelu(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }

    private static void elu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatPieces.elu(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void selu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatPieces.selu(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void gelu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatNormal.gelu(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void geluTanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatGates.geluTanh(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void silu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.silu(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void mish(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatGates.mish(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) {
            var value = FloatFunctions.softplus(load(x, xFrom + i, n - i));
            if (i <= n - L) value.intoArray(y, yFrom + i);
            else value.intoArray(y, yFrom + i, VectorMask.fromLong(S, (1L << n - i) - 1));
        }
    }

    private static void softsign(float[] x, int xFrom, float[] y, int yFrom, int n) {
        for (int i = 0; i < n; i += L) store(FloatPieces.softsign(load(x, xFrom + i, n - i)), y, yFrom + i, n - i);
    }
}
