package dev.lanewise.core.select;

/// Student's t distribution with a whole number of degrees of freedom.
final class Student {

    private Student() { }

    /// The t with `P(|T| ≤ t) = share`, by bisection.
    static double twoSided(double share, int freedom) {
        double low = 0, high = 1;
        while (within(high, freedom) < share) high *= 2;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (within(middle, freedom) < share) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// `P(|T| ≤ t)`: the finite sums of Abramowitz & Stegun, 26.7.3 and 26.7.4.
    static double within(double t, int freedom) {
        double angle = Math.atan(t / Math.sqrt(freedom)), sine = Math.sin(angle), cosine = Math.cos(angle);
        boolean odd = freedom % 2 == 1;
        double term = odd ? cosine : 1, sum = 0;
        for (int k = odd ? 1 : 0; k < freedom - 1; k += 2) {
            sum += term;
            term *= cosine * cosine * (k + 1) / (k + 2);
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
