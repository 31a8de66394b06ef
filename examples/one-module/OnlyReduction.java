import dev.lanewise.core.data.Students;
import dev.lanewise.reduction.PCA;

/// Needs `lanewise-reduction`, which brings core and linalg.
void main() {
    IO.println(PCA.of(2).fit(Students.table().toMatrix()));
}
