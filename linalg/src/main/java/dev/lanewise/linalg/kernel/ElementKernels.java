package dev.lanewise.linalg.kernel;

/// Kernels over float32 ranges, element by element.
///
/// `n` elements are read from `x[xFrom …]` and so on. Ranges may be the same range but may not overlap otherwise.
/// Where a `beta` scales the old content, `beta = 0` overwrites it without reading, so that it may hold anything.
public interface ElementKernels {

    /// `y = alpha · x + beta · y`
    void axpby(float alpha, float[] x, int xFrom, float beta, float[] y, int yFrom, int n);

    /// `y = alpha · x + shift`
    void affine(float alpha, float[] x, int xFrom, float shift, float[] y, int yFrom, int n);

    /// `z = x + y`
    void add(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n);

    /// `z = x − y`
    void subtract(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n);

    /// `z = x · y + beta · z`
    void multiply(float[] x, int xFrom, float[] y, int yFrom, float beta, float[] z, int zFrom, int n);

    /// `z = x / y`
    void divide(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n);

    /// `z = max(x, y)`; NaN wins.
    void maximum(float[] x, int xFrom, float[] y, int yFrom, float[] z, int zFrom, int n);

    /// Where `x = y`, adds `rest` to `dx` and makes it zero: a gradient moves to the first of several places that hold a maximum `y`.
    void moveWhereEqual(float[] x, int xFrom, float[] y, int yFrom, float[] rest, int restFrom, float[] dx, int dxFrom, int n);

    /// `y = f(x)`
    void map(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, int n);

    /// `dx = dy · f'(x) + beta · dx`, where `y = f(x)` is at hand so that each function may use the cheaper of the two.
    void mapGradient(ElementFunction f, float[] x, int xFrom, float[] y, int yFrom, float[] dy, int dyFrom,
                     float beta, float[] dx, int dxFrom, int n);

    /// `Σ x · y`, accumulated in float32 lanes: the error is at most `(n + 2) · 2⁻²⁴ · Σ|x · y|`.
    float dot(float[] x, int xFrom, float[] y, int yFrom, int n);

    /// `Σ x`, accumulated in float64: the error is at most `(n + 2) · 2⁻⁵³ · Σ|x|`.
    double sum(float[] x, int xFrom, int n);

    /// `Σ x²`, accumulated in float64: the error is at most `(n + 2) · 2⁻⁵³ · Σ x²`.
    double sumOfSquares(float[] x, int xFrom, int n);

    /// The largest element, NaN if there is one; −∞ for none.
    float max(float[] x, int xFrom, int n);

    /// The index (counted from `xFrom`) of the first largest element; the first NaN wins over everything.
    int argMax(float[] x, int xFrom, int n);
}
