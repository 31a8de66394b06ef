package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDatasetTest {

    private static final int BYTES = 0x08;

    @TempDir Path folder;

    @Test void imagesAndLabelsAreASampleEach() throws IOException {
        Path images = write("images", idx(BYTES, new int[] {2, 1, 3}, 0, 127, 128, 255, 1, 2));
        Path labels = write("labels", idx(BYTES, new int[] {2}, 7, 0));

        ImageDataset data = ImageDataset.readIdx(images, labels);

        assertThat(data.size()).isEqualTo(2);
        assertThat(data.schema().input()).isEqualTo(Shape.of(1, 3, 1));
        assertThat(data.schema().target().classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(input(data, 0)).containsExactly(0, 127, 128);
        assertThat(input(data, 1)).containsExactly(255, 1, 2);
        assertThat(label(data, 0)).isEqualTo(7);
        assertThat(data).hasToString("ImageDataset[2 × [1, 3, 1]]");
        assertThat(data.matrix().toArray()).containsExactly(0, 127, 128, 255, 1, 2);
        assertThat(data.fingerprint()).hasSize(64);
    }

    @Test void coloursAndMoreThanTenClassesAreFine() throws IOException {
        Path images = write("images", idx(BYTES, new int[] {1, 1, 1, 3}, 10, 20, 30));
        Path labels = write("labels", idx(BYTES, new int[] {1}, 46));

        ImageDataset data = ImageDataset.readIdx(images, labels);

        assertThat(data.schema().input()).isEqualTo(Shape.of(1, 1, 3));
        assertThat(data.schema().target().classes()).hasSize(47);
    }

    @Test void noImageAtAllIsADatasetToo() throws IOException {
        Path images = write("images", idx(BYTES, new int[] {0, 28, 28}));
        Path labels = write("labels", idx(BYTES, new int[] {0}));

        assertThat(ImageDataset.readIdx(images, labels).size()).isZero();
    }

    @Test void gzipIsRecognisedByItsContent() throws IOException {
        Path images = write("images", gzip(idx(BYTES, new int[] {1, 1, 1}, 9)));
        Path labels = write("labels.gz", idx(BYTES, new int[] {1}, 3));

        assertThat(input(ImageDataset.readIdx(images, labels), 0)).containsExactly(9);
    }

    @Test void aMissingFileIsNamed() {
        assertRefused(() -> Idx.read(folder.resolve("none")), folder.resolve("none") + ": there is no such file");
    }

    @Test void somethingElseIsNoIdxFile() throws IOException {
        Path text = write("text", "label,pixel".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Path empty = write("empty");

        assertRefused(() -> Idx.read(text), text + ": expected an IDX file, which begins with two zero bytes, a type and a number of axes, but got bytes [108, 97, 98, 101]");
        assertRefused(() -> Idx.read(empty), empty + ": expected an IDX file, which begins with two zero bytes, a type and a number of axes, but got nothing");
    }

    @Test void onlyUnsignedBytesAreImages() throws IOException {
        Path floats = write("floats", idx(0x0D, new int[] {1}, 0, 0, 0, 0));
        Path unknown = write("unknown", idx(0x77, new int[] {1}, 0));
        Path axes = write("axes", new byte[] {0, 0, BYTES, 100});

        assertRefused(() -> Idx.read(floats), floats + ": expected an IDX file of unsigned bytes, but got one of floats");
        assertRefused(() -> Idx.read(unknown), unknown + ": expected an IDX file of unsigned bytes, but got one of the unknown type 0x77");
        assertRefused(() -> Idx.read(axes), axes + ": expected 1 … 8 axes, but got 100");
    }

    @Test void aFileThatWasCutOffIsToldSo() throws IOException {
        Path plain = write("plain", Arrays.copyOf(idx(BYTES, new int[] {2, 10, 10}, new int[200]), 216 - 3));
        Path packed = write("packed", gzip(Arrays.copyOf(idx(BYTES, new int[] {2, 10, 10}, new int[200]), 216 - 3)));
        Path header = write("header", new byte[] {0, 0, BYTES, 3, 0, 0});

        assertRefused(() -> Idx.read(plain), plain + ": expected the 200 bytes of 2 × 10 × 10, but got 197. It was cut off, or its header lies");
        assertRefused(() -> Idx.read(packed), packed + ": expected the 200 bytes of 2 × 10 × 10, but got 197. It was cut off, or its header lies");
        assertRefused(() -> Idx.read(header), header + ": expected the extent of every axis, but the file ends in the middle of its header");
    }

    @Test void aGzipFileThatWasCutOffIsToldSo() throws IOException {
        byte[] whole = gzip(idx(BYTES, new int[] {1, 10, 10}, new java.util.Random(1).ints(100, 0, 256).toArray()));
        Path cut = write("cut", Arrays.copyOf(whole, whole.length - 50));

        assertRefused(() -> Idx.read(cut), cut + ": expected a whole gzip file, but it ends too early");
    }

    @Test void surplusBytesAreRefused() throws IOException {
        Path file = write("long", idx(BYTES, new int[] {2}, 1, 2, 3));

        assertRefused(() -> Idx.read(file), file + ": expected the 2 bytes of 2, but more follow");
    }

    @Test void aLyingHeaderAllocatesNothing() throws IOException {
        Path large = write("large", idx(BYTES, new int[] {60_000, 28, 28}, 1, 2, 3));
        Path packed = write("packed", gzip(idx(BYTES, new int[] {2_000_000, 28, 28}, 1, 2, 3)));
        Path gigantic = write("gigantic", idx(BYTES, new int[] {0x7fffffff, 0x7fffffff, 0x7fffffff}, 1, 2, 3));
        Path negative = write("negative", idx(BYTES, new int[] {-1, 0}));

        assertRefused(() -> Idx.read(large), large + ": expected the 47040000 bytes of 60000 × 28 × 28, but got a file of only 19 bytes. It was cut off, or its header lies");
        assertRefused(() -> Idx.read(packed), packed + ": expected the 1568000000 bytes of 2000000 × 28 × 28, but got a file of only "
                + Files.size(packed) + " bytes. It was cut off, or its header lies");
        assertRefused(() -> Idx.read(gigantic), gigantic + ": expected at most 2³¹ bytes of data, but its header says 2147483647 × 2147483647 × 2147483647");
        assertRefused(() -> Idx.read(negative), negative + ": expected at most 2³¹ bytes of data, but its header says 4294967295 × 0");
    }

    @Test void noChangedByteOfTheHeaderBreaksMoreThanTheFile() throws IOException {
        byte[] whole = idx(BYTES, new int[] {2, 1, 3}, 0, 127, 128, 255, 1, 2);
        for (int at = 0; at < 16; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                Path file = write("changed", changed);

                Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() -> Idx.read(file));

                if (failure != null) assertThat(failure).isInstanceOf(DataException.class);
            }
        }
    }

    @Test void imagesAndLabelsMustBelongTogether() throws IOException {
        Path images = write("images", idx(BYTES, new int[] {2, 1, 1}, 1, 2));
        Path labels = write("labels", idx(BYTES, new int[] {3}, 1, 2, 3));

        assertRefused(() -> ImageDataset.readIdx(images, labels), labels + ": expected the 2 labels of images, but got 3");
        assertRefused(() -> ImageDataset.readIdx(labels, images), labels + ": expected images [number, height, width], but got 3");
        assertRefused(() -> ImageDataset.readIdx(images, images), images + ": expected labels [number], but got 2 × 1 × 1");
    }

    @Test void aFolderHoldsTrainAndTest() throws IOException {
        pair("train", "-", 3, 1);
        pair("t10k", ".", 2, 12);

        DataSource source = IdxFolder.open(folder);

        assertThat(source.train().size()).isEqualTo(3);
        assertThat(source.test().orElseThrow().size()).isEqualTo(2);
        assertThat(source.train().schema()).isEqualTo(source.test().orElseThrow().schema());
        assertThat(source.train().schema().target().classes()).hasSize(13);
        assertThat(source.description()).isEqualTo("3 images [1, 1, 1] from " + folder + ", and 2 images to test");
    }

    @Test void aFolderMayLackTheTestPartButNoHalfOfAPart() throws IOException {
        pair("train", "-", 3, 1);
        assertThat(IdxFolder.open(folder).test()).isEmpty();

        Files.delete(folder.resolve("train-labels-idx1-ubyte"));

        assertThat(IdxFolder.isOne(folder)).isTrue();
        assertRefused(() -> IdxFolder.open(folder), folder + ": expected the file train-labels-idx1-ubyte.gz, but it is not there. "
                + "A folder of IDX files holds images and labels of the same part: train, and t10k for testing");
    }

    @Test void trainAndTestMustHaveImagesOfOneSize() throws IOException {
        pair("train", "-", 1, 1);
        write("t10k-images-idx3-ubyte", idx(BYTES, new int[] {1, 2, 1}, 1, 2));
        write("t10k-labels-idx1-ubyte", idx(BYTES, new int[] {1}, 1));

        assertRefused(() -> IdxFolder.open(folder), folder.resolve("t10k-images-idx3-ubyte") + ": expected images [1, 1] as in train-images-idx3-ubyte, but got [2, 1]");
    }

    @Test void mnistIsReadAsItIs() {
        DataSource mnist = IdxFolder.open(SharedFiles.require("data/mnist"));

        assertThat(mnist.train().size()).isEqualTo(60_000);
        assertThat(mnist.test().orElseThrow().size()).isEqualTo(10_000);
        assertThat(mnist.train().schema().input()).isEqualTo(Shape.of(28, 28, 1));
        assertThat(label(mnist.train(), 0)).isEqualTo(5);
        assertThat(label(mnist.test().orElseThrow(), 0)).isEqualTo(7);
        double sum = 0;
        for (int row = 0; row < 60_000; row++) for (float value : input(mnist.train(), row)) sum += value;
        assertThat(sum / 60_000 / 784 / 255).isCloseTo(0.1307, org.assertj.core.data.Offset.offset(0.00005));   // the mean everybody subtracts
    }

    private void pair(String part, String between, int size, int label) throws IOException {
        write(part + "-images" + between + "idx3-ubyte", idx(BYTES, new int[] {size, 1, 1}, new int[size]));
        int[] labels = new int[size];
        Arrays.fill(labels, label);
        write(part + "-labels" + between + "idx1-ubyte", idx(BYTES, new int[] {size}, labels));
    }

    private Path write(String name, byte... content) throws IOException { return Files.write(folder.resolve(name), content); }

    private static byte[] idx(int type, int[] extents, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) extents.length);
        for (int extent : extents) buffer.putInt(extent);
        for (int value : values) buffer.put((byte) value);
        return buffer.array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) { out.write(content); }
        return bytes.toByteArray();
    }

    private static float[] input(Dataset data, int row) {
        float[] input = new float[data.schema().input().size()];
        data.readInput(0, row, input, 0);
        return input;
    }

    private static float label(Dataset data, int row) {
        float[] label = new float[1];
        data.readTarget(row, label, 0);
        return label[0];
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
