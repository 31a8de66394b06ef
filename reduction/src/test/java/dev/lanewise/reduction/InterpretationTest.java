package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Students;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InterpretationTest {

    private static final Offset<Double> ROUNDING = within(1e-10);

    private static final PCAModel MODEL = PCA.all().ddof(0).fit(Datasets.open("students", "").train(), Run.standard());
    private static final Matrix STUDENTS = Students.table().toMatrix();

    @Test void axesAreToldInSentences() {
        assertThat(MODEL.interpretation().explain()).containsExactly(
                "pc1 (81.3 % of the variance) grows with mathematics (0.602), english (0.588) and japanese (0.540).",
                "pc2 (16.8 % of the variance) sets japanese (0.736) against mathematics (−0.677).",
                "pc3 (2.0 % of the variance) sets english (0.809) against mathematics (−0.423) and japanese (−0.408).");
    }

    @Test void axesAreEquations() {
        assertThat(MODEL.interpretation().equations()).containsExactly(
                "pc1 = 0.540·(japanese − 58.1) + 0.602·(mathematics − 61.8) + 0.588·(english − 67.3)",
                "pc2 = 0.736·(japanese − 58.1) − 0.677·(mathematics − 61.8) + 0.017·(english − 67.3)",
                "pc3 = −0.408·(japanese − 58.1) − 0.423·(mathematics − 61.8) + 0.809·(english − 67.3)");
    }

    @Test void loadingsHaveTheNamesOfTheFeatures() {
        Table loadings = MODEL.interpretation().loadings();

        assertThat(loadings.names()).containsExactly("feature", "pc1", "pc2", "pc3");
        assertThat(loadings.texts("feature")).containsExactly("japanese", "mathematics", "english");
        assertThat(loadings.column("pc2")).containsExactly(MODEL.components().row(1).toArray());
    }

    @Test void contributionsOfAnAxisAddUpToOne() {
        for (String axis : new String[] {"pc1", "pc2", "pc3"}) {
            assertThat(IntStream.range(0, 3).mapToDouble(j -> MODEL.interpretation().contributions().column(axis)[j]).sum()).isEqualTo(1, ROUNDING);
        }
    }

    @Test void correlationsAreThoseOfScoresWithFeatures() {
        Matrix both = Matrix.of(IntStream.range(0, 30).mapToObj(i -> new double[] {MODEL.transform(STUDENTS).get(i, 1), STUDENTS.get(i, 2)}).toArray(double[][]::new));

        assertThat(MODEL.interpretation().correlations().column("pc2")[2]).isEqualTo(Moments.of(both).correlation().get(0, 1), ROUNDING);
    }

    @Test void squaredCosinesOfASampleAddUpToOne() {
        Table cosines = MODEL.interpretation().squaredCosines(STUDENTS);

        for (int i = 0; i < 30; i++) assertThat(cosines.column("pc1")[i] + cosines.column("pc2")[i] + cosines.column("pc3")[i]).isEqualTo(1, ROUNDING);
    }

    @Test void featuresWithoutNamesAreNumbered() {
        assertThat(PCA.of(1).fit(STUDENTS).interpretation().loadings().texts("feature")).containsExactly("x1", "x2", "x3");
    }
}
