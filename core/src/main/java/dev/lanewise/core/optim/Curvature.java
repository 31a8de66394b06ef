package dev.lanewise.core.optim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// What [LBFGS] remembers of a function: the last pairs of a step `s` and the change `y` of the gradient along it, which stand for the inverse Hessian.
final class Curvature {

    private record Pair(double[] s, double[] y, double product) { }

    private final int limit;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    /// @param limit how many pairs
    Curvature(int limit) { this.limit = limit; }

    /// Takes a pair over; one without positive curvature is left out, because the Hessian shall stay positive definite.
    void add(double[] s, double[] y) {
        double product = dot(s, y);
        if (!(product > Math.ulp(1.0) * dot(y, y))) return;
        if (pairs.size() == limit) pairs.removeFirst();
        pairs.addLast(new Pair(s, y, product));
    }

    boolean isEmpty() { return pairs.isEmpty(); }

    void clear() { pairs.clear(); }

    /// `−H g` by the two loops of Nocedal & Wright, algorithm 7.4.
    double[] direction(double[] gradient) {
        double[] direction = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int i = pairs.size();
        for (var back = pairs.descendingIterator(); back.hasNext(); ) {
            Pair pair = back.next();
            alphas[--i] = dot(pair.s, direction) / pair.product;
            add(-alphas[i], pair.y, direction);
        }
        double scale = pairs.isEmpty() ? 1 : pairs.getLast().product / dot(pairs.getLast().y, pairs.getLast().y);
        for (int j = 0; j < direction.length; j++) direction[j] *= scale;
        for (Pair pair : pairs) add(alphas[i++] - dot(pair.y, direction) / pair.product, pair.s, direction);
        for (int j = 0; j < direction.length; j++) direction[j] = -direction[j];
        return direction;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
        return sum;
    }

    static void add(double alpha, double[] x, double[] y) { for (int i = 0; i < x.length; i++) y[i] += alpha * x[i]; }

    /// Steps and changes in their order, oldest first.
    List<double[]> arrays() { return pairs.stream().flatMap(pair -> Stream.of(pair.s, pair.y)).toList(); }
}
