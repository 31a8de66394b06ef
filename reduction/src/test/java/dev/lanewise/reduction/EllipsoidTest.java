package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Students;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.Matrix;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EllipsoidTest {

    private static final Offset<Double> FOUR_DIGITS = within(5e-5);
    private static final Offset<Double> ROUNDING = within(1e-10);

    private static final Matrix STUDENTS = Students.table().toMatrix();
    private static final PCAModel MODEL = PCA.all().ddof(0).fit(STUDENTS);

    @Test void theStudentsHaveThePublishedSemiAxes() {
        Ellipsoid most = MODEL.ellipsoid(0.95);

        assertThat(most.semiAxes()).containsExactly(new double[] {34.0473, 15.4675, 5.3022}, FOUR_DIGITS);
        assertThat(most.deviations(1).semiAxes()).containsExactly(new double[] {12.1794, 5.5330, 1.8967}, FOUR_DIGITS);
        assertThat(most.centre()).containsExactly(MODEL.mean());
        assertThat(most).hasToString("Ellipsoid(3 axes, 34.05 … 5.302)");
    }

    @Test void aCovarianceGivesTheSameOne() {
        Ellipsoid same = Ellipsoid.of(MODEL.mean(), Moments.of(STUDENTS).covariance(0), 0.95);

        assertThat(same.semiAxes()).containsExactly(MODEL.ellipsoid(0.95).semiAxes(), ROUNDING);
        assertThat(same.confidence()).isEqualTo(0.95, ROUNDING);
    }

    /// The source prints `diag(a², b²)`: its inverse is right.
    @Test void theQuadricOfUncorrelatedFeaturesHasTheInverseSquares() {
        Ellipsoid ellipsoid = Ellipsoid.of(new double[] {1, 2}, Matrix.diagonal(9, 4), 0.5).deviations(2);

        assertThat(ellipsoid.semiAxes()).containsExactly(new double[] {6, 4}, ROUNDING);
        assertThat(ellipsoid.quadricMatrix().toArray()).containsExactly(new double[] {1 / 36.0, 0, 0, 1 / 16.0}, ROUNDING);
    }

    @Test void theQuadricIsTheInverseCovarianceOverChiSquare() {
        Matrix covariance = Moments.of(STUDENTS).covariance(0);
        Matrix quadric = MODEL.ellipsoid(0.95).quadricMatrix();

        assertThat(Cholesky.of(quadric).factor().rows()).isEqualTo(3);                          // positive definite
        assertThat(quadric.times(covariance).times(Gamma.chiSquare(3, 0.95)).toArray()).containsExactly(Matrix.identity(3).toArray(), ROUNDING);
    }

    @Test void outlinesAndSurfacesLieOnTheQuadric() {
        Ellipsoid ellipsoid = MODEL.ellipsoid(0.9);
        Matrix outline = ellipsoid.outline(0, 2, 12), surface = ellipsoid.surface(5, 8, 0, 1, 2);

        assertThat(outline.rows()).isEqualTo(13);
        assertThat(outline.row(12)).isEqualTo(outline.row(0));
        for (Matrix points : new Matrix[] {outline, surface}) {
            for (int i = 0; i < points.rows(); i++) assertThat(quadric(ellipsoid, points.row(i))).isEqualTo(1, ROUNDING);
        }
    }

    private static double quadric(Ellipsoid ellipsoid, Matrix point) {
        Matrix from = point.minus(Matrix.of(1, 3, ellipsoid.centre()));
        return from.times(ellipsoid.quadricMatrix()).timesTransposed(from).get(0, 0);
    }

    /// Nothing of the surface lies outside of its shadow, and something touches it in every direction.
    @Test void theShadowIsTheOutlineOfAllPoints() {
        Ellipsoid ellipsoid = MODEL.ellipsoid(0.9);
        Matrix surface = ellipsoid.surface(181, 360, 0, 1, 2), shadow = ellipsoid.shadow(0, 2, 16);

        for (int i = 0; i < 16; i++) {
            double x = shadow.get(i, 0) - ellipsoid.centre()[0], y = shadow.get(i, 1) - ellipsoid.centre()[2];
            double farthest = IntStream.range(0, surface.rows()).mapToDouble(p -> x * (surface.get(p, 0) - ellipsoid.centre()[0]) + y * (surface.get(p, 2) - ellipsoid.centre()[2])).max().orElseThrow();
            double support = IntStream.range(0, 16).mapToDouble(p -> x * (shadow.get(p, 0) - ellipsoid.centre()[0]) + y * (shadow.get(p, 1) - ellipsoid.centre()[2])).max().orElseThrow();
            assertThat(farthest).isBetween(support * (1 - 1e-3), support * (1 + 0.05));
        }
    }

    @Test void volumeIsThatOfABallStretched() {
        Ellipsoid ball = Ellipsoid.of(new double[3], Matrix.identity(3), 0.5).deviations(1);

        assertThat(ball.volume()).isEqualTo(4.0 / 3 * Math.PI, ROUNDING);
        assertThat(MODEL.ellipsoid(0.95).deviations(1).volume()).isEqualTo(4.0 / 3 * Math.PI * Math.sqrt(16337.2958), within(1e-4));
    }

    @Test void pointsInsideAreNearerThanTheSurface() {
        Ellipsoid ellipsoid = MODEL.ellipsoid(0.95);
        double[] distances = ellipsoid.mahalanobis(STUDENTS);

        assertThat(ellipsoid.contains(ellipsoid.centre())).isTrue();
        assertThat(ellipsoid.contains(58.1 + 35, 61.8, 67.3)).isFalse();
        assertThat(IntStream.range(0, 30).mapToDouble(i -> distances[i] * distances[i]).average().orElseThrow()).isEqualTo(3, ROUNDING);   // the trace of the identity
    }

    @Test void fewerAxesGiveAFlatOne() {
        Ellipsoid flat = MODEL.first(2).ellipsoid(0.95);

        assertThat(flat.semiAxes()).hasSize(2);
        assertThat(flat.contains(MODEL.components().row(2).times(100).plus(Matrix.of(1, 3, MODEL.mean())).toArray())).isTrue();
    }

    @Test void linesWithoutPointsAreRefused() {
        assertThatThrownBy(() -> MODEL.ellipsoid(0.5).outline(0, 1, 0)).hasMessage("Ellipsoid.outline: expected points ≥ 1, but got 0");
        assertThatThrownBy(() -> MODEL.ellipsoid(0.5).shadow(0, 1, -2)).hasMessage("Ellipsoid.outline: expected points ≥ 1, but got -2");
        assertThatThrownBy(() -> MODEL.ellipsoid(0.5).surface(0, 3, 0, 1, 2)).hasMessage("Ellipsoid.surface: expected circles ≥ 1, but got 0");
    }

    @Test void whatIsNoEllipsoidIsRefused() {
        assertThatThrownBy(() -> MODEL.ellipsoid(1)).hasMessage("Ellipsoid: expected a confidence in (0, 1), but got 1.0");
        assertThatThrownBy(() -> MODEL.ellipsoid(0.5).contains(1, 2)).isInstanceOf(ShapeException.class).hasMessage("Ellipsoid: expected rows [n, 3], but got [1, 2]");
        assertThatThrownBy(() -> MODEL.ellipsoid(0.5).outline(0, 3, 9)).hasMessage("Ellipsoid: expected an axis in 0 … 2, but got 3");
        assertThatThrownBy(() -> Ellipsoid.of(new double[2], Matrix.zeros(2, 2), 0.5)).hasMessage("Ellipsoid: expected rows that vary, but got a variance of 0 along every axis");
        assertThatThrownBy(() -> PCA.all().correlation(true).fit(STUDENTS).ellipsoid(0.5))
                .hasMessage("Ellipsoid: expected a model in the units of the data, but got one of correlations, whose axes are not orthogonal there");
        assertThatThrownBy(() -> MODEL.ellipsoid(0.5).deviations(0)).hasMessage("Ellipsoid: expected deviations > 0, but got 0.0");
    }
}
