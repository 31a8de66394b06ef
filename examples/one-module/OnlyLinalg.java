import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;

/// Needs `lanewise-linalg` and nothing else.
void main() {
    var a = Matrix.of(3, 3, 4, 1, 0, 1, 3, 1, 0, 1, 2);
    var eigen = SymmetricEigen.of(a);

    IO.println(Arrays.toString(eigen.values()));            // 3 and 3 ± √3
}
