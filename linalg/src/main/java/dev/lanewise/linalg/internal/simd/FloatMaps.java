package dev.lanewise.linalg.internal.simd;

import static dev.lanewise.linalg.internal.simd.FloatFunctions.S;
import static dev.lanewise.linalg.internal.simd.FloatFunctions.constant;

import dev.lanewise.linalg.kernel.ElementFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// `y = f(x)` for every [ElementFunction]: a loop of its own for each function.
///
/// One loop that is handed the function would not be compiled to vector code: the compiler has to see the function inside the loop.
/// What doesn't fill a vector is done in a method apart, because the compiler takes in only so many operations at once.
/// It is handed a count: a mask would become an object where the call stays a call.
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
            case SIGMOID -> sigmoid(x, xFrom, y, yFrom, n);
            case HARD_SIGMOID -> hardSigmoid(x, xFrom, y, yFrom, n);
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
        int i = 0;
        for (; i <= n - L; i += L) FloatFunctions.exp(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) expTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void expTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatFunctions.exp(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void log(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatFunctions.log(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) logTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void logTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatFunctions.log(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void sqrt(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).sqrt().intoArray(y, yFrom + i);
        if (i < n) sqrtTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void sqrtTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        load(x, xFrom, rest).sqrt().intoArray(y, yFrom, rest);
    }

    private static void square(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.square(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) squareTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void squareTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.square(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void abs(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) load(x, xFrom + i).abs().intoArray(y, yFrom + i);
        if (i < n) absTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void absTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        load(x, xFrom, rest).abs().intoArray(y, yFrom, rest);
    }

    private static void reciprocal(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) constant(1f).div(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) reciprocalTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void reciprocalTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        constant(1f).div(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    static void tanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatFunctions.tanh(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) tanhTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void tanhTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatFunctions.tanh(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatFunctions.sigmoid(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) sigmoidTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void sigmoidTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatFunctions.sigmoid(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void hardSigmoid(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.hardSigmoid(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) hardSigmoidTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void hardSigmoidTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.hardSigmoid(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void relu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.relu(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) reluTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void reluTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.relu(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void relu6(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.relu6(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) relu6Tail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void relu6Tail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.relu6(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void leakyRelu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.leakyRelu(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) leakyReluTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void leakyReluTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.leakyRelu(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void elu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.elu(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) eluTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void eluTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.elu(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void selu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.selu(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) seluTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void seluTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.selu(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void gelu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatNormal.gelu(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) geluTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void geluTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatNormal.gelu(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void geluTanh(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatGates.geluTanh(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) geluTanhTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void geluTanhTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatGates.geluTanh(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void silu(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatGates.silu(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) siluTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void siluTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatGates.silu(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void mish(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatGates.mish(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) mishTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void mishTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatGates.mish(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void softplus(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatFunctions.softplus(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) softplusTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void softplusTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatFunctions.softplus(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static void softsign(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int i = 0;
        for (; i <= n - L; i += L) FloatPieces.softsign(load(x, xFrom + i)).intoArray(y, yFrom + i);
        if (i < n) softsignTail(x, xFrom + i, y, yFrom + i, n - i);
    }

    private static void softsignTail(float[] x, int xFrom, float[] y, int yFrom, int n) {
        var rest = Lanes.first(S, n);
        FloatPieces.softsign(load(x, xFrom, rest)).intoArray(y, yFrom, rest);
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(S, x, at);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> rest) {
        return FloatVector.fromArray(S, x, at, rest);
    }
}
