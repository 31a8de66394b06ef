package dev.lanewise.core.tensor;

import dev.lanewise.core.ShapeException;

/// Matrices in the last two axes, of which a triangle stays and the rest is 0.
public final class Triangles {

    private Triangles() { }

    /// What is on the diagonal number `diagonal` (0 is the main one, 1 the one above it) and below it.
    public static Tensor lower(Tensor x, int diagonal) { return part(x, diagonal, true); }

    /// What is on that diagonal and above it.
    public static Tensor upper(Tensor x, int diagonal) { return part(x, diagonal, false); }

    private static Tensor part(Tensor x, int diagonal, boolean lower) {
        if (x.shape().rank() < 2) throw ShapeException.expected("Triangles", "input […, rows, columns]", x.shape());
        int rows = x.shape().extent(-2), columns = x.shape().last();
        Tensor y = x.tape().result(x.shape(), x);
        java.util.Arrays.fill(y.data(), 0, y.size(), 0);
        add(x.data(), y.data(), rows, columns, x.size(), diagonal, lower);
        x.tape().record(y, () -> add(y.gradient(), x.addableGradient(), rows, columns, x.size(), diagonal, lower));
        return y;
    }

    private static void add(float[] from, float[] to, int rows, int columns, int size, int diagonal, boolean lower) {
        for (int at = 0; at < size; at += columns) {
            int row = at / columns % rows;
            int edge = Math.clamp((long) row + diagonal + (lower ? 1 : 0), 0, columns);
            for (int j = lower ? 0 : edge; j < (lower ? edge : columns); j++) to[at + j] += from[at + j];
        }
    }
}
