package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentsTest {

    private static final double[] MEAN = {58.1, 61.8, 67.3};
    private static final double[][] COVARIANCE = {{60.45, 33.63, 46.29}, {33.63, 68.49, 50.93}, {46.29, 50.93, 53.61}};

    @Test void thirtyStudentsHaveThreeScores() {
        assertThat(Students.table().names()).containsExactly("japanese", "mathematics", "english");
        assertThat(Students.table().size()).isEqualTo(30);
    }

    @Test void meanAndCovarianceAreExactlyThePublishedOnes() {
        Table table = Students.table();
        for (int a = 0; a < 3; a++) {
            double[] x = table.column(table.names().get(a));
            assertThat(mean(x)).isCloseTo(MEAN[a], within(1e-12));
            for (int b = 0; b < 3; b++) assertThat(covariance(x, table.column(table.names().get(b)))).isCloseTo(COVARIANCE[a][b], within(1e-12));
        }
    }

    @Test void scoresArePlausible() {
        for (String subject : Students.table().names()) {
            for (double score : Students.table().column(subject)) assertThat(score).isBetween(20.0, 100.0);
        }
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double value : x) sum += value;
        return sum / x.length;
    }

    private static double covariance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += (x[i] - mean(x)) * (y[i] - mean(y));
        return sum / x.length;
    }
}
