package dev.lanewise.linalg;

/// Which eigenvalues are asked for: those at the positions `from … to − 1` in descending order that also lie in `low … high`.
record Wanted(int from, int to, double low, double high) {

    static final Wanted ALL = positions(0, Integer.MAX_VALUE);

    static Wanted positions(int from, int to) {
        return new Wanted(from, to, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Wanted between(double low, double high) {
        return new Wanted(0, Integer.MAX_VALUE, low, high);
    }

    /// The same of a matrix that was divided by a scale.
    Wanted over(double scale) {
        return new Wanted(from, to, low / scale, high / scale);
    }

    /// The first position in descending values.
    int first(double[] descending) {
        int first = Math.min(from, descending.length);
        while (first < descending.length && descending[first] > high) first++;
        return first;
    }

    /// The position after the last one, at least the first.
    int end(double[] descending) {
        int end = Math.min(to, descending.length);
        while (end > 0 && descending[end - 1] < low) end--;
        return Math.max(end, first(descending));
    }
}
