package dev.lanewise.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.linalg.Backend;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures that Java wrote come back as they were, and what is no picture gets a sentence.
class ImageFolderTest {

    private static final Schema PETS = new Schema(List.of(Shape.of(4, 6, 3)), List.of(), Target.classes("pet", List.of("cat", "dog")));

    @TempDir Path folder;

    /// `shift + 7 i + 11 j` in red, twice that in green, the rest to 255 in blue.
    private static BufferedImage image(int height, int width, int type, int shift) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < height; i++) for (int j = 0; j < width; j++) image.setRGB(j, i, 0xff000000 | rgb(i, j, shift));
        return image;
    }

    private static int rgb(int i, int j, int shift) {
        int red = (shift + 7 * i + 11 * j) % 256;
        return red << 16 | 2 * red % 256 << 8 | 255 - red;
    }

    private Path write(BufferedImage image, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
        return file;
    }

    private static float[] row(Dataset data, int row) {
        float[] values = new float[data.schema().input().size()];
        data.readInput(0, row, values, 0);
        return values;
    }

    private static int label(Dataset data, int row) {
        float[] label = new float[1];
        data.readTarget(row, label, 0);
        return (int) label[0];
    }

    private Path pets() throws IOException {
        write(image(4, 6, BufferedImage.TYPE_INT_RGB, 0), "pets/dog/rex.png");
        write(image(4, 6, BufferedImage.TYPE_INT_RGB, 90), "pets/cat/tom.png");
        write(image(4, 6, BufferedImage.TYPE_INT_RGB, 30), "pets/cat/deep/below.png");
        Files.writeString(folder.resolve("pets/cat/notes.txt"), "not a picture");
        return folder.resolve("pets");
    }

    @Test void theFolderIsTheClass() throws IOException {
        DataSource source = Datasets.open(pets().toString(), "");
        Dataset data = source.train();

        assertThat(source.description()).isEqualTo("3 pictures [4, 6, 3] of 2 classes from " + folder.resolve("pets"));
        assertThat(data.schema().target()).isEqualTo(Target.classes("label", List.of("cat", "dog")));
        assertThat(List.of(data.name(0), data.name(1), data.name(2))).containsExactly("cat/deep/below.png", "cat/tom.png", "dog/rex.png");
        assertThat(List.of(label(data, 0), label(data, 1), label(data, 2))).containsExactly(0, 0, 1);
        assertThat(source.test()).isEmpty();
    }

    @Test void coloursComeBackAsTheyWere() throws IOException {
        float[] values = row(Datasets.open(pets().toString(), "").train(), 2);

        for (int i = 0; i < 4; i++) for (int j = 0; j < 6; j++) for (int c = 0; c < 3; c++) assertThat(values[(i * 6 + j) * 3 + c]).isEqualTo(rgb(i, j, 0) >> 16 - 8 * c & 0xff);
    }

    /// Java holds grey levels in another space of colours than RGB and would convert them.
    @Test void greyLevelsComeBackAsTheyWere() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage image = new BufferedImage(16, 16, type);
            WritableRaster raster = image.getRaster();
            for (int i = 0; i < 256; i++) raster.setSample(i % 16, i / 16, 0, type == BufferedImage.TYPE_BYTE_GRAY ? i : i * 257);
            Pixels read = ImageFile.read(write(image, "grey/a/" + type + ".png"));

            assertThat(read.channels()).isEqualTo(1);
            for (int i = 0; i < 256; i++) assertThat(Byte.toUnsignedInt(read.values()[i])).isEqualTo(i);
        }
        assertThat(Datasets.open(folder.resolve("grey").toString(), "").train().schema().input()).isEqualTo(Shape.of(16, 16, 1));
    }

    @Test void whatIsTransparentIsWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00ff0000);
        image.setRGB(1, 0, 0xff102030);
        image.setRGB(2, 0, 0x80000000);

        assertThat(ImageFile.read(write(image, "alpha.png")).values()).containsExactly(-1, -1, -1, 0x10, 0x20, 0x30, 127, 127, 127);
    }

    @Test void jpegIsNearAndGifIsExact() throws IOException {
        BufferedImage smooth = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32; i++) for (int j = 0; j < 32; j++) smooth.setRGB(j, i, 4 * i << 16 | 4 * j << 8 | 60);
        byte[] jpeg = ImageFile.read(write(smooth, "smooth.jpg")).values();
        for (int i = 0; i < 32; i++) for (int j = 0; j < 32; j++) assertThat((double) Byte.toUnsignedInt(jpeg[(i * 32 + j) * 3])).isCloseTo(4 * i, within(12.0));

        byte[] red = {0, 0x33}, green = {0, 0x66}, blue = {0, (byte) 0x99};
        BufferedImage flat = new BufferedImage(1, 8, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, green, blue));
        flat.getRaster().setSample(0, 6, 0, 1);                             // Java misreads its own interlaced pictures of four rows and fewer
        assertThat(ImageFile.read(write(flat, "flat.gif")).values()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x33, 0x66, (byte) 0x99, 0, 0, 0);
    }

    @Test void picturesOfSeveralSizesAreBroughtToOne() throws IOException {
        write(image(9, 5, BufferedImage.TYPE_INT_RGB, 5), "pets/dog/long.png");

        assertThat(Datasets.open(pets().toString(), "").train().schema().input()).isEqualTo(Shape.of(64, 64, 3));
        assertThat(Datasets.open(pets().toString(), "", Options.none().with("size", 8)).train().schema().input()).isEqualTo(Shape.of(8, 8, 3));
        assertThat(ImageFolder.read(pets(), ImageForm.of(5).grey()).schema().input()).isEqualTo(Shape.of(5, 5, 1));
    }

    @Test void aPartToTestByStandsBesideTheOneToLearnFrom() throws IOException {
        for (String name : List.of("train/cat/1.png", "train/cat/2.png", "train/dog/3.png", "test/dog/4.png")) write(image(4, 6, BufferedImage.TYPE_INT_RGB, name.length()), "divided/" + name);

        DataSource source = Datasets.open(folder.resolve("divided").toString(), "");

        assertThat(source.train().size()).isEqualTo(3);
        assertThat(source.test().orElseThrow().size()).isEqualTo(1);
        assertThat(label(source.test().orElseThrow(), 0)).isEqualTo(1);
        assertThat(source.description()).endsWith(", and 1 to test");
    }

    @Test void brokenPicturesAreLeftOutWhereOneLearnsAndCounted() throws IOException {
        Path pets = pets(), whole = pets.resolve("dog/rex.png");
        Files.write(pets.resolve("cat/a-text.png"), "no picture".getBytes());
        Files.write(pets.resolve("dog/half.png"), Arrays.copyOf(Files.readAllBytes(whole), 60));
        Files.write(pets.resolve("dog/empty.gif"), new byte[0]);

        DataSource source = Datasets.open(pets.toString(), "");

        assertThat(source.train().size()).isEqualTo(3);
        assertThat(source.description()).endsWith("; 3 broken pictures were left out, the first one: " + pets.resolve("cat/a-text.png") + ": expected a picture as PNG, JPEG or GIF, but it is none of them");
        assertThatThrownBy(() -> Datasets.like(pets.toString(), PETS)).isInstanceOf(DataException.class).hasMessageContaining("a-text.png: expected a picture as PNG, JPEG or GIF, but it is none of them");
    }

    @Test void aJpegThatWasCutOffIsBroken() throws IOException {
        Path whole = write(image(200, 200, BufferedImage.TYPE_INT_RGB, 3), "whole.jpg");
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {bytes.length / 2, bytes.length - 200, 100, 3}) {
            Path half = Files.write(folder.resolve("half.jpg"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ImageFile.read(half)).as("%s bytes", length).isInstanceOf(DataException.class).hasMessageContaining("half.jpg: expected a picture as PNG, JPEG or GIF, but");
        }
    }

    @Test void pixelsThatAHeaderInventsAreNotAllocated() throws IOException {
        byte[] png = Files.readAllBytes(write(image(4, 6, BufferedImage.TYPE_INT_RGB, 0), "small.png"));
        for (int i = 16; i < 24; i++) png[i] = 0x10;

        assertThatThrownBy(() -> ImageFile.read(Files.write(folder.resolve("bomb.png"), png))).hasMessageContaining("more than 100 million");
    }

    @Test void onlyBrokenPicturesAreNoData() throws IOException {
        Files.createDirectories(folder.resolve("broken/cat"));
        Files.write(folder.resolve("broken/cat/x.png"), new byte[] {1});

        assertThatThrownBy(() -> Datasets.open(folder.resolve("broken").toString(), "")).hasMessageContaining("broken: expected sound pictures, but all 1 are broken, the first one: ");
    }

    @Test void whatDoesNotFitInMemoryIsDecodedWhenItIsRead() throws IOException {
        Path pets = pets();
        PictureTree tree = PictureTree.of(pets);
        Decoder all = new Decoder(tree.files(), ImageForm.of(8), 1 << 20), none = new Decoder(tree.files(), ImageForm.of(8), 200);
        all.run(Backend.standard());
        none.run(Backend.standard().threads(1));

        for (byte[] picture : all.kept()) assertThat(picture).hasSize(192);
        assertThat(none.kept()[0]).hasSize(192);
        assertThat(none.kept()[1]).isEmpty();
        assertThat(none.sound()).isEqualTo(all.sound());
    }

    @Test void aModelTakesOnePictureOrAFolderOfThem() throws IOException {
        Path pets = pets(), one = write(image(40, 60, BufferedImage.TYPE_INT_RGB, 9), "loose/whose.png");

        Dataset single = Datasets.like(one.toString(), PETS), loose = Datasets.like(folder.resolve("loose").toString(), PETS), known = Datasets.like(pets.toString(), PETS);

        assertThat(single.schema()).isEqualTo(new Schema(PETS.inputs(), List.of(), Target.none()));
        assertThat(single.name(0)).isEqualTo("whose.png");
        assertThat(row(loose, 0)).containsExactly(row(single, 0));
        assertThat(known.schema().target().classes()).containsExactly("cat", "dog");
        assertThat(label(known, 2)).isEqualTo(1);
    }

    @Test void anUnknownClassIsNamed() throws IOException {
        Path pets = pets();
        write(image(4, 6, BufferedImage.TYPE_INT_RGB, 0), "pets/horse/h.png");

        assertThatThrownBy(() -> Datasets.like(pets.toString(), PETS)).hasMessage(pets.resolve("horse") + ": expected one of the classes cat, dog as the name of the folder, but got horse");
    }

    @Test void aModelOfOtherThingsTakesNoPicture() throws IOException {
        Path one = write(image(4, 6, BufferedImage.TYPE_INT_RGB, 0), "loose/x.png");
        Schema table = new Schema(List.of(Shape.of(3)), List.of("a", "b", "c"), Target.none());

        assertThatThrownBy(() -> Datasets.like(one.toString(), table)).hasMessage(one + ": expected data for a model with inputs [[3]], which no picture can be");
        assertThatThrownBy(() -> Datasets.open(one.toString(), "")).hasMessage(one + ": expected a folder of pictures for each class, but got a file");
    }

    @Test void aSizeIsForPictures() {
        assertThatThrownBy(() -> Datasets.open("digits", "", Options.none().with("size", 8))).hasMessage("digits: expected pictures for the option 'size', but these data are read as they are");
    }

    @Test void theSamePicturesHaveTheSameFingerprint() throws IOException {
        String first = Datasets.open(pets().toString(), "").train().fingerprint();

        assertThat(Datasets.open(pets().toString(), "").train().fingerprint()).isEqualTo(first);
        write(image(4, 6, BufferedImage.TYPE_INT_RGB, 1), "pets/dog/rex.png");
        assertThat(Datasets.open(folder.resolve("pets").toString(), "").train().fingerprint()).isNotEqualTo(first);
    }
}
