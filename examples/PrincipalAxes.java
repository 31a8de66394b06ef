import module dev.lanewise;

void main() {
    var scores = Students.table().toMatrix();             // 30 students: Japanese, mathematics, English
    var pca = PCA.of(2).ddof(0).fit(scores);

    IO.println(pca);
    IO.println(pca.components().render());
    IO.println(pca.inverseTransform(pca.transform(scores)).minus(scores).norm());
}
