import module dev.lanewise;

void main() {
    var x = Table.readCsv(Path.of("iris.csv")).drop("species").toMatrix();
    var pca = PCA.of(2).fit(x);

    IO.println(pca);
    IO.println(pca.transform(x));

    var lean = PCA.keepingVariance(0.95).whiten(true).fit(x);
    IO.println(lean.components());
}
