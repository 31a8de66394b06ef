package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import dev.lanewise.linalg.kernel.ElementFunction;
import jdk.incubator.vector.FloatVector;

/// `dx = dy · f'(x) + beta · dx` for every [ElementFunction]: a loop of its own for each function, as in [FloatMaps].
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
        for (; i <= n - L; i += L) put(constant(1f), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(constant(1f), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void exp(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(load(y, yFrom + i), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(load(y, yFrom + i, n - i), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void log(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(constant(1f).div(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(constant(1f).div(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void sqrt(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(constant(0.5f).div(load(y, yFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(constant(0.5f).div(load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void square(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(load(x, xFrom + i).mul(2f), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(load(x, xFrom + i, n - i).mul(2f), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void abs(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.absSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.absSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void reciprocal(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(load(y, yFrom + i).mul(load(y, yFrom + i)).neg(), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(load(y, yFrom + i, n - i).mul(load(y, yFrom + i, n - i)).neg(), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void tanh(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatGates.tanhSlope(load(y, yFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatGates.tanhSlope(load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void sigmoid(float[] y, int yFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatGates.sigmoidSlope(load(y, yFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatGates.sigmoidSlope(load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void hardSigmoid(float[] x, int xFrom, float[] y, int yFrom,
            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.hardSigmoidSlope(load(x, xFrom + i), load(y, yFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.hardSigmoidSlope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void relu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.reluSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.reluSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void relu6(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.relu6Slope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.relu6Slope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void leakyRelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.leakyReluSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.leakyReluSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void elu(float[] x, int xFrom, float[] y, int yFrom,
            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.eluSlope(load(x, xFrom + i), load(y, yFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.eluSlope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void selu(float[] x, int xFrom, float[] y, int yFrom,
            float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.seluSlope(load(x, xFrom + i), load(y, yFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.seluSlope(load(x, xFrom + i, n - i), load(y, yFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void gelu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatNormal.geluDerivative(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatNormal.geluDerivative(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void geluTanh(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatGates.geluTanhSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatGates.geluTanhSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void silu(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatGates.siluSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatGates.siluSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void mish(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatGates.mishSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatGates.mishSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void softplus(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatFunctions.sigmoid(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatFunctions.sigmoid(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void softsign(float[] x, int xFrom, float[] dy, int dyFrom, float beta, float[] dx, int dxFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) put(FloatPieces.softsignSlope(load(x, xFrom + i)), dy, dyFrom + i, beta, dx, dxFrom + i);
        if (i < n) put(FloatPieces.softsignSlope(load(x, xFrom + i, n - i)), dy, dyFrom + i, beta, dx, dxFrom + i, n - i);
    }

    private static void put(FloatVector slope, float[] dy, int dyAt, float beta, float[] dx, int at) {
        var value = load(dy, dyAt).mul(slope);
        (beta == 0 ? value : FloatFunctions.onto(beta, load(dx, at), value)).intoArray(dx, at);
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
