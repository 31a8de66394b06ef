package dev.lanewise.linalg;

/// A sparse matrix beside its transpose, for many transposed products with few columns.
record TwoWay(SparseMatrix matrix, SparseMatrix transpose) implements LinearOperator {

    /// The operator itself unless it is sparse.
    static LinearOperator of(LinearOperator a) {
        return switch (a) {
            case SparseMatrix sparse -> new TwoWay(sparse, sparse.transpose());
            case Centered centered -> new Centered(of(centered.operator()), centered.mean());
            default -> a;
        };
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public Matrix times(Matrix right, Backend backend) {
        return matrix.times(right, backend);
    }

    @Override
    public Matrix transposeTimes(Matrix right, Backend backend) {
        return transpose.times(right, backend);
    }
}
