package dev.lanewise.linalg.internal.product;

/// In which order the pieces of a product with a triangular matrix T, or with its inverse, are computed in place of B.
///
/// T is halved again and again: what lies between two halves is a product, which does almost all of the work. One half of B,
/// the *source*, changes the other one: the upper half if T is lower triangular, the lower half otherwise. The inverse needs
/// a source that is done, the product one that is untouched.
///
/// @param leaf the largest triangle that isn't halved
record Halves(boolean inverse, boolean lower, int leaf) {

    static final int LARGE = 64;
    static final int SMALL = 8;

    /// What remains to be done with the `n` rows and columns of T from `from` on.
    interface Leaf {
        void apply(int from, int n);
    }

    /// What `sources` rows of B from `source` on contribute to `targets` rows from `target` on, or columns if T stands right of B.
    interface Product {
        void add(int target, int targets, int source, int sources);
    }

    void run(int from, int n, Leaf leaves, Product products) {
        if (n <= leaf) {
            leaves.apply(from, n);
            return;
        }
        int half = half(n);
        int source = lower ? from : from + half;
        int target = lower ? from + half : from;
        int sources = lower ? half : n - half;
        int targets = n - sources;
        if (inverse) run(source, sources, leaves, products);
        else run(target, targets, leaves, products);
        products.add(target, targets, source, sources);
        if (inverse) run(target, targets, leaves, products);
        else run(source, sources, leaves, products);
    }

    /// About a half, in whole leaves.
    private static int half(int n) {
        int grain = n > 2 * LARGE ? LARGE : SMALL;
        return (n / 2 + grain - 1) / grain * grain;
    }
}
