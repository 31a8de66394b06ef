package dev.lanewise.core.prepare;

import java.util.Arrays;

/// Yeo and Johnson's family of powers, and the one that makes numbers look most normal.
final class YeoJohnson {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private YeoJohnson() { }

    static double bend(double x, double lambda) {
        if (x >= 0) return lambda == 0 ? Math.log1p(x) : Math.expm1(lambda * Math.log1p(x)) / lambda;
        return lambda == 2 ? -Math.log1p(-x) : -Math.expm1((2 - lambda) * Math.log1p(-x)) / (2 - lambda);
    }

    static double straighten(double y, double lambda) {
        if (y >= 0) return lambda == 0 ? Math.expm1(y) : Math.expm1(Math.log1p(lambda * y) / lambda);
        return lambda == 2 ? -Math.expm1(-y) : -Math.expm1(Math.log1p((lambda - 2) * y) / (2 - lambda));
    }

    static double[] bend(double[] x, double lambda) { return Arrays.stream(x).map(value -> bend(value, lambda)).toArray(); }

    static double mean(double[] x) { return Arrays.stream(x).sum() / x.length; }

    static double variance(double[] x) {
        double mean = mean(x), squares = 0;
        for (double value : x) squares += (value - mean) * (value - mean);
        return squares / x.length;
    }

    /// The λ of the greatest likelihood: a golden-section search, from −2 … 2 outwards while the greatest lies at an end.
    static double mostNormal(double[] x) {
        double low = -2, high = 2;
        while (unlikely(x, low - 1) < unlikely(x, low) && low > -64) low = 2 * low - 1;
        while (unlikely(x, high + 1) < unlikely(x, high) && high < 64) high = 2 * high + 1;
        double a = high - GOLDEN * (high - low), b = low + GOLDEN * (high - low), atA = unlikely(x, a), atB = unlikely(x, b);
        while (high - low > 1e-9 * (1 + Math.abs(low))) {
            if (atA < atB) {
                high = b;
                b = a;
                atB = atA;
                atA = unlikely(x, a = high - GOLDEN * (high - low));
            } else {
                low = a;
                a = b;
                atA = atB;
                atB = unlikely(x, b = low + GOLDEN * (high - low));
            }
        }
        return (low + high) / 2;
    }

    /// The negative log-likelihood, infinite where numbers overflow.
    private static double unlikely(double[] x, double lambda) {
        double variance = variance(bend(x, lambda)), logs = 0;
        for (double value : x) logs += Math.signum(value) * Math.log1p(Math.abs(value));
        double likely = -x.length / 2.0 * Math.log(variance) + (lambda - 1) * logs;
        return Double.isFinite(likely) ? -likely : Double.POSITIVE_INFINITY;
    }
}
