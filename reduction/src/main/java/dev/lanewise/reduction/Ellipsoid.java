package dev.lanewise.reduction;

import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// The ellipsoid `(x − c)ᵀ A (x − c) ≤ 1` around a mean c whose axes are principal axes: where most rows of a normal distribution lie.
///
/// |                  | shape                  |                                                                              |
/// |------------------|------------------------|------------------------------------------------------------------------------|
/// | `centre()`       | `[features]`           | c                                                                            |
/// | `axes()`         | `[axes, features]`     | orthonormal, one a row, the longest first                                    |
/// | `semiAxes()`     | `[axes]`               | `rᵢ = √(χ² λᵢ)` with the variances λ and the χ² quantile of as many degrees of freedom as there are axes |
/// | `quadricMatrix()`| `[features, features]` | `A = Σ uᵢuᵢᵀ / rᵢ²`, positive definite: the inverse covariance divided by χ²  |
///
/// With fewer axes than features, or axes without variance, it is flat: rows are then judged by their projection on its space.
///
/// @see <a href="https://doi.org/10.1002/9780470316849">Johnson, Wichern: Applied multivariate statistical analysis, section 4.2</a>
public final class Ellipsoid {

    private static final double RANK_TOLERANCE = 1e-14;

    private final double[] centre;
    private final Matrix axes;
    private final double[] variances;
    private final double chiSquare;

    private Ellipsoid(double[] centre, Matrix axes, double[] variances, double chiSquare) {
        this.centre = centre;
        this.axes = axes;
        this.variances = variances;
        this.chiSquare = chiSquare;
    }

    /// The ellipsoid that holds a normal vector with this probability, in the space of the model's axes that have variance.
    ///
    /// @param confidence in (0, 1)
    /// @throws IllegalArgumentException if the confidence is out of range, or the model is one of standardized features
    static Ellipsoid of(PCAModel model, double confidence) {
        if (model.axisTransform().scale().length > 0) {
            throw new IllegalArgumentException("Ellipsoid: expected a model in the units of the data, but got one of correlations, whose axes are not orthogonal there");
        }
        return of(model.mean(), model.components(), model.explainedVariance(), confidence);
    }

    /// The ellipsoid of a mean and a covariance.
    ///
    /// @param mean `[features]`
    /// @param covariance `[features, features]`
    /// @param confidence in (0, 1)
    public static Ellipsoid of(double[] mean, Matrix covariance, double confidence) {
        if (covariance.rows() != mean.length || covariance.columns() != mean.length) {
            throw new ShapeException("Ellipsoid: expected a covariance [" + mean.length + ", " + mean.length + "] for " + mean.length + " means, but got " + covariance);
        }
        Axes axes = Axes.ofCovariance(covariance, Backend.standard());
        return of(mean.clone(), axes.rows(), axes.variances(), confidence);
    }

    private static Ellipsoid of(double[] mean, Matrix axes, double[] variances, double confidence) {
        if (!(confidence > 0 && confidence < 1)) throw new IllegalArgumentException("Ellipsoid: expected a confidence in (0, 1), but got " + confidence);
        int rank = (int) Arrays.stream(variances).takeWhile(variance -> variance > RANK_TOLERANCE * variances[0]).count();
        if (rank == 0) throw new IllegalArgumentException("Ellipsoid: expected rows that vary, but got a variance of 0 along every axis");
        return new Ellipsoid(mean, axes.rows(0, rank), Arrays.copyOf(variances, rank), Gamma.chiSquare(rank, confidence));
    }

    /// The same ellipsoid with semi-axes of so many standard deviations.
    public Ellipsoid deviations(double deviations) {
        if (!(deviations > 0)) throw new IllegalArgumentException("Ellipsoid: expected deviations > 0, but got " + deviations);
        return new Ellipsoid(centre, axes, variances, deviations * deviations);
    }

    public double[] centre() { return centre.clone(); }

    /// The directions of the axes, one a row, the longest first.
    public Matrix axes() { return axes; }

    /// Half the length of each axis.
    public double[] semiAxes() { return Arrays.stream(variances).map(variance -> Math.sqrt(chiSquare * variance)).toArray(); }

    /// The probability that a normal vector lies inside.
    public double confidence() { return Gamma.below(axes.rows() / 2.0, chiSquare / 2); }

    /// `π^(k/2) / Γ(k/2 + 1) · Π rᵢ`, the volume in as many dimensions as there are axes.
    public double volume() {
        double half = axes.rows() / 2.0;
        return Math.exp(half * Math.log(Math.PI) - Gamma.log(half + 1) + Arrays.stream(semiAxes()).map(Math::log).sum());
    }

    /// The Mahalanobis distance of each row from the centre, `√Σ (uᵢᵀ(x − c))² / λᵢ`: `[n]`.
    ///
    /// @throws ShapeException if rows have another width
    public double[] mahalanobis(Matrix x) {
        if (x.columns() != centre.length) throw new ShapeException("Ellipsoid: expected rows [n, " + centre.length + "], but got [" + x.rows() + ", " + x.columns() + "]");
        Matrix along = new AxisTransform(centre, new double[0], axes).coordinates(x, Backend.standard());
        return IntStream.range(0, x.rows()).mapToDouble(i -> Math.sqrt(IntStream.range(0, variances.length)
                .mapToDouble(j -> along.get(i, j) * along.get(i, j) / variances[j]).sum())).toArray();
    }

    /// Whether a point lies inside or on the surface.
    public boolean contains(double... x) {
        double distance = mahalanobis(Matrix.of(1, x.length, x))[0];
        return distance * distance <= chiSquare;
    }

    /// The A of `(x − c)ᵀ A (x − c) = 1`; of rank `axes` where the ellipsoid is flat.
    public Matrix quadricMatrix() {
        double[] scaled = axes.toArray(), radii = semiAxes();
        for (int i = 0; i < scaled.length; i++) scaled[i] /= radii[i / centre.length];
        Matrix roots = Matrix.wrap(axes.rows(), centre.length, scaled);
        return roots.transposeTimes(roots);
    }

    /// The outline in the plane of two of its axes, as a closed line of `points + 1` points in feature space: `[points + 1, features]`.
    ///
    /// @param first number of an axis, counted from 0
    /// @param second number of another
    /// @param points at least 1
    public Matrix outline(int first, int second, int points) {
        double[] radii = semiAxes();
        requireAxis(first);
        requireAxis(second);
        requireSome("outline", "points", points);
        return placed(points + 1, (i, along) -> {
            double angle = 2 * Math.PI * (i % points) / points;
            along[first] = radii[first] * Math.cos(angle);
            along[second] = radii[second] * Math.sin(angle);
        });
    }

    /// The shadow of the ellipsoid on the plane of two features, as a closed line: `[points + 1, 2]`.
    ///
    /// The shadow of `A⁻¹ = χ² V` is the ellipse of the same two rows and columns of `χ² V`.
    public Matrix shadow(int firstFeature, int secondFeature, int points) {
        Matrix covariance = Matrix.of(2, 2, covariance(firstFeature, firstFeature), covariance(firstFeature, secondFeature),
                covariance(firstFeature, secondFeature), covariance(secondFeature, secondFeature));
        Axes flat = Axes.ofCovariance(covariance, Backend.standard());
        return new Ellipsoid(new double[] {centre[firstFeature], centre[secondFeature]}, flat.rows(), flat.variances(), chiSquare).outline(0, 1, points);
    }

    private double covariance(int i, int j) {
        return IntStream.range(0, variances.length).mapToDouble(k -> axes.get(k, i) * axes.get(k, j) * variances[k]).sum();
    }

    /// Points of its surface along three of its axes, on circles of latitude from pole to pole: `[circles · points, features]`.
    ///
    /// @param axes the numbers of three axes, the third one from pole to pole
    public Matrix surface(int circles, int points, int... axes) {
        if (axes.length != 3) throw new IllegalArgumentException("Ellipsoid.surface: expected three axes, but got " + Arrays.toString(axes));
        for (int axis : axes) requireAxis(axis);
        requireSome("surface", "circles", circles);
        requireSome("surface", "points", points);
        double[] radii = semiAxes();
        return placed(Math.multiplyExact(circles, points), (i, along) -> {
            double latitude = Math.PI * (i / points) / Math.max(1, circles - 1), angle = 2 * Math.PI * (i % points) / points;
            along[axes[0]] = radii[axes[0]] * Math.sin(latitude) * Math.cos(angle);
            along[axes[1]] = radii[axes[1]] * Math.sin(latitude) * Math.sin(angle);
            along[axes[2]] = radii[axes[2]] * Math.cos(latitude);
        });
    }

    private interface Point {
        void set(int number, double[] along);
    }

    private Matrix placed(int count, Point point) {
        double[][] along = new double[count][axes.rows()];
        for (int i = 0; i < count; i++) point.set(i, along[i]);
        return new AxisTransform(centre, new double[0], axes).rows(Matrix.of(along), Backend.standard());
    }

    private static void requireSome(String method, String what, int count) {
        if (count < 1) throw new IllegalArgumentException("Ellipsoid." + method + ": expected " + what + " ≥ 1, but got " + count);
    }

    private void requireAxis(int axis) {
        if (axis < 0 || axis >= axes.rows()) throw new IllegalArgumentException("Ellipsoid: expected an axis in 0 … " + (axes.rows() - 1) + ", but got " + axis);
    }

    /// `Ellipsoid(3 axes, 34.05 … 5.302)`
    @Override public String toString() {
        double[] radii = semiAxes();
        return String.format(Locale.ROOT, "Ellipsoid(%d %s, %.4g … %.4g)", radii.length, radii.length == 1 ? "axis" : "axes", radii[0], radii[radii.length - 1]);
    }
}
