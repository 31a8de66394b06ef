package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

    @TempDir Path folder;

    @Test void embeddedDataAreOpenedByName() {
        DataSource digits = Datasets.open("digits", "");
        DataSource students = Datasets.open("students", "english");

        assertThat(digits.train().size()).isEqualTo(10_000);
        assertThat(digits.test().orElseThrow().size()).isEqualTo(2_000);
        assertThat(digits.description()).isEqualTo("10,000 generated images [28, 28, 1] of handwritten digits, and 2,000 images to test");
        assertThat(students.train().schema().features()).containsExactly("japanese", "mathematics");
        assertThat(students.train().schema().target()).isEqualTo(Target.number("english"));
        assertThat(students.description()).isEqualTo("30 rows with 2 features from students");
    }

    @Test void aFileIsATable() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "id,x,y\na,1,p\nb,2,q\n");

        DataSource source = Datasets.open(file.toString(), "y", "id");

        assertThat(source.train().schema()).isEqualTo(new Schema(List.of(Shape.of(1)), List.of("x"), Target.classes("y", List.of("p", "q"))));
        assertThat(source.test()).isEmpty();
        assertThat(source.description()).isEqualTo("2 rows with 1 feature from " + file);
        assertRefused(() -> Datasets.open(file.toString(), "y"), file + ": expected numbers as features, but got texts in \"id\". "
                + "Drop it (--drop), or name one of them as the target (--target)");
        assertRefused(() -> Datasets.open(file.toString(), "y", "ix"), "No column of " + file + " is named 'ix'. There are: id, x, y. Did you mean 'id'?");
    }

    @Test void theTargetOfScikitLearnsTablesNeedsNoName() {
        Schema iris = Datasets.open(SharedFiles.require("data/sklearn-tables/iris.csv").toString(), "").train().schema();
        Schema wine = Datasets.open(SharedFiles.require("data/sklearn-tables/wine_data.csv").toString(), "").train().schema();
        Schema cancer = Datasets.open(SharedFiles.require("data/sklearn-tables/breast_cancer.csv").toString(), "").train().schema();

        assertThat(iris.features()).containsExactly("column1", "column2", "column3", "column4");
        assertThat(iris.target()).isEqualTo(Target.classes("class", List.of("setosa", "versicolor", "virginica")));
        assertThat(wine.target()).isEqualTo(Target.classes("class", List.of("class_0", "class_1", "class_2")));
        assertThat(cancer.target()).isEqualTo(Target.classes("class", List.of("benign", "malignant")));
        assertThat(List.of(wine.input(), cancer.input())).containsExactly(Shape.of(13), Shape.of(30));
    }

    @Test void aDirectoryHoldsMnist() {
        assertThat(Datasets.open(SharedFiles.require("data/mnist").toString(), "label").train().size()).isEqualTo(60_000);
    }

    @Test void whatIsNeitherNameNorFileIsAnsweredWithTheNames() {
        assertRefused(() -> Datasets.open("digts", ""), "No file and no embedded data set is named 'digts'. There are: dates, digits, sentences, students, tales. Did you mean 'digits'?");
        assertRefused(() -> Datasets.open("", ""), "No file and no embedded data set is named ''. There are: dates, digits, sentences, students, tales");
        assertRefused(() -> Datasets.open("a\0b", ""), "No file and no embedded data set is named 'a\0b'. There are: dates, digits, sentences, students, tales");
    }

    @Test void anotherDirectoryIsRefused() {
        assertRefused(() -> Datasets.open(folder.toString(), ""), folder + ": expected a directory with IDX files such as train-images-idx3-ubyte.gz, with CIFAR-10, or with a folder of pictures for each class, but it holds none of them");
    }

    @Test void imagesHaveTheirTargetAndNoColumns() {
        assertRefused(() -> Datasets.open("digits", "species"), "digits: expected 'label' as the target of images, but got 'species'");
        assertRefused(() -> Datasets.open("digits", "", "id"), "digits: expected no columns to drop from images, but got 'id'");
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
