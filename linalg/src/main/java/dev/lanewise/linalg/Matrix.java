package dev.lanewise.linalg;
/// stub
public final class Matrix {
    private final int rows, columns; private final double[] v;
    private Matrix(int r, int c, double[] v) { rows = r; columns = c; this.v = v; }
    /// @return m
    public static Matrix of(int rows, int columns, double... values) { return new Matrix(rows, columns, values); }
    public int rows() { return rows; }
    public int columns() { return columns; }
    public double get(int i, int j) { return v[i * columns + j]; }
    public double[] toArray() { return v.clone(); }
}
