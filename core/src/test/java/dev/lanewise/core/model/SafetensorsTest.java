package dev.lanewise.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.SharedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir Path folder;

    @Test void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("a.safetensors");
        Safetensors content = new Safetensors(Map.of(
                "b", StoredTensor.of(Shape.of(2, 2), new float[] {1, -0f, Float.NaN, Float.MIN_VALUE}),
                "a", StoredTensor.of(Math.PI, Double.NEGATIVE_INFINITY),
                "ü \"c\"", StoredTensor.of(Shape.scalar(), new long[] {Long.MIN_VALUE}),
                "empty", StoredTensor.of(Shape.of(0, 3), new float[0])), Map.of("title", "Größe \"1\"\n"));

        content.write(file);
        Safetensors again = Safetensors.read(file);

        assertThat(again.metadata()).isEqualTo(content.metadata());
        assertThat(again.tensors().keySet()).containsExactly("a", "b", "empty", "ü \"c\"");
        assertThat(again.tensors().get("b").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(again.tensors().get("b").floats()).containsExactly(1, -0f, Float.NaN, Float.MIN_VALUE);
        assertThat(again.tensors().get("a").doubles()).containsExactly(Math.PI, Double.NEGATIVE_INFINITY);
        assertThat(((StoredTensor.Longs) again.tensors().get("ü \"c\"")).values()).containsExactly(Long.MIN_VALUE);
        assertThat(again.tensors().get("empty").shape()).isEqualTo(Shape.of(0, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8191, 8192, 8193, 16384, 16385, 50_001})
    void everySizeSurvivesTheWayThroughTheBuffer(int size) {
        Path file = folder.resolve("a.safetensors");
        float[] floats = new float[size];
        double[] doubles = new double[size];
        for (int i = 0; i < size; i++) doubles[i] = 0.1 + (floats[i] = i);

        new Safetensors(Map.of("f", StoredTensor.of(Shape.of(size), floats), "d", StoredTensor.of(doubles)), Map.of()).write(file);

        assertThat(Safetensors.read(file).tensors().get("f").floats()).containsExactly(floats);
        assertThat(Safetensors.read(file).tensors().get("d").doubles()).containsExactly(doubles);
    }

    @Test void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("a.safetensors");

        new Safetensors(Map.of("z", StoredTensor.of(1.0), "a", StoredTensor.of(Shape.of(1), new float[] {2})), Map.of("k", "v")).write(file);

        String header = "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"z\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 12).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
        while (expected.position() < 8 + padded) expected.put((byte) ' ');
        expected.putDouble(1).putFloat(2);
        assertThat(Files.readAllBytes(file)).containsExactly(expected.array());
    }

    @ParameterizedTest
    @CsvSource({"F16, 003c00c0, 1 -2", "BF16, 803f00c0, 1 -2", "U8, 00ff, 0 255", "I8, 80ff, -128 -1", "BOOL, 0001, 0 1", "I16, ff7f0080, 32767 -32768",
            "U16, ffff0100, 65535 1", "I32, ffffffff00000080, -1 -2147483648", "U32, ffffffff00000080, 4294967295 2147483648",
            "U64, 0100000000000000ffffffffffffff7f, 1 9223372036854775807", "I64, ffffffffffffffff0000000000000080, -1 -9223372036854775808"})
    void everyUsualTypeIsRead(String type, String hex, String expected) throws IOException {
        byte[] data = java.util.HexFormat.of().parseHex(hex);
        Path file = file("{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[2],\"data_offsets\":[0," + data.length + "]}}", data);

        StoredTensor tensor = Safetensors.read(file).tensors().get("x");

        String actual = tensor instanceof StoredTensor.Longs longs ? Arrays.toString(longs.values()) : Arrays.toString(tensor.doubles()).replace(".0", "");
        assertThat(actual).isEqualTo("[" + expected.replace(" ", ", ") + "]");
    }

    @Test void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none.safetensors");

        assertRefused(() -> Safetensors.read(file), file + ": there is no such file");
        assertRefused(() -> Safetensors.read(folder), folder + ": expected a file, but this is a directory");
    }

    @Test void theLengthOfTheHeaderIsNotBelieved() throws IOException {
        Path tiny = Files.write(folder.resolve("tiny"), new byte[3]);
        Path gigantic = Files.write(folder.resolve("gigantic"), length(10_000_000_000L));
        Path negative = Files.write(folder.resolve("negative"), length(-1));
        Path cut = Files.write(folder.resolve("cut"), length(50_000_000));

        assertRefused(() -> Safetensors.read(tiny), tiny + ": expected at least 8 bytes, but got 3. It was cut off, or is no safetensors file");
        assertRefused(() -> Safetensors.read(gigantic), gigantic + ": expected a header of at most 100,000,000 bytes, but got 10,000,000,000. It is damaged, or no safetensors file");
        assertRefused(() -> Safetensors.read(negative), negative + ": expected a header of at most 100,000,000 bytes, but got 18446744073709551615. It is damaged, or no safetensors file");
        assertRefused(() -> Safetensors.read(cut), cut + ": expected a header of 50,000,000 bytes, but got 0. The file was cut off");
    }

    @Test void aHeaderThatIsNoJsonObjectIsRefused() throws IOException {
        assertHeaderRefused("{\"x\":", ", header, line 1, column 6: expected JSON, but unexpected end-of-input within/between Object entries");
        assertHeaderRefused("[]", ", header: expected a JSON object, but got an array");
        assertHeaderRefused("  ", ", header: expected a JSON object, but got nothing");
        assertHeaderRefused("{} {}", ", header, line 1, column 4: expected the end behind the JSON object, but got an object");
        assertHeaderRefused("{\"x\":{},\"x\":{}}", ", header, line 1, column 12: expected JSON, but duplicate field 'x'");
        assertHeaderRefused("{\"__metadata__\":{\"a\":1}}", ", __metadata__: expected a text for 'a', but got 1");
        Path file = Files.write(folder.resolve("binary"), ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(2).put((byte) 0xff).put((byte) 0xfe).array());
        assertRefused(() -> Safetensors.read(file), file + ": expected JSON as header, but it is not even text");
    }

    @Test void aTensorThatContradictsItselfIsRefused() throws IOException {
        assertTensorRefused("\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]",
                "expected a dtype among F64, F32, F16, BF16, I64, U64, I32, U32, I16, U16, I8, U8, BOOL, but got F8_E4M3");
        assertTensorRefused("\"shape\":[4],\"data_offsets\":[0,4]", "expected a dtype among F64, F32, F16, BF16, I64, U64, I32, U32, I16, U16, I8, U8, BOOL, but got none");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]", "expected whole numbers ≥ 0 as shape, but got [-1]");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]", "expected whole numbers ≥ 0 as shape, but got [1.5]");
        assertTensorRefused("\"dtype\":\"F32\",\"data_offsets\":[0,4]", "expected whole numbers ≥ 0 as shape, but got none");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]", "expected data_offsets [begin, end], but got [4, 0]");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4]", "expected data_offsets [begin, end], but got [4]");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]",
                "expected whole numbers ≥ 0 as data_offsets, but got [0, 1.0E20]");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]", "expected the 8 bytes of F32 [2], but its offsets span 4");
        assertTensorRefused("\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]",
                "expected at most 2³¹ elements, but got F32 [4294967296, 4294967296]");
        assertTensorRefused("\"dtype\":\"U8\",\"shape\":[65536,65536,65536,65536],\"data_offsets\":[0,0]",
                "expected at most 2³¹ elements, but got U8 [65536, 65536, 65536, 65536]");
    }

    @Test void overlapsHolesAndWrongEndsAreRefused() throws IOException {
        String x = "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"y\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[%d,%d]}}";
        Path overlap = file(String.format(x, 2, 6), new byte[6]);
        assertRefused(() -> Safetensors.read(overlap), overlap + ", tensor 'y': expected data from byte 4 on, but they begin at 2. It overlaps the tensor before it");
        Path hole = file(String.format(x, 5, 9), new byte[9]);
        assertRefused(() -> Safetensors.read(hole), hole + ", tensor 'y': expected data from byte 4 on, but they begin at 5. There is a hole before it");
        Path cut = file(String.format(x, 4, 8), new byte[7]);
        assertRefused(() -> Safetensors.read(cut), cut + ": expected 8 bytes of data, but got 7. The file was cut off");
        Path more = file(String.format(x, 4, 8), new byte[9]);
        assertRefused(() -> Safetensors.read(more), more + ": expected 8 bytes of data, but got 9. Something was appended");
    }

    @Test void aWholeNumberThatDoesNotFitIsRefused() throws IOException {
        Path file = file("{\"x\":{\"dtype\":\"U64\",\"shape\":[1],\"data_offsets\":[0,8]}}", length(-1));

        assertRefused(() -> Safetensors.read(file), file + ", tensor 'x': expected whole numbers below 2⁶³, but got 18446744073709551615");
    }

    @Test void noCutAtAnyByteIsTakenForAWholeFile() throws IOException {
        Path file = folder.resolve("whole");
        new Safetensors(Map.of("a", StoredTensor.of(1, 2, 3), "b", StoredTensor.of(Shape.of(2), new float[] {4, 5})), Map.of("k", "v")).write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.read(cut)).isInstanceOf(DataException.class).hasMessageStartingWith(cut.toString());
        }
    }

    @Test void noChangedByteOfTheHeaderBreaksMoreThanTheFile() throws IOException {
        Path file = folder.resolve("whole");
        new Safetensors(Map.of("a", StoredTensor.of(1, 2, 3), "b", StoredTensor.of(Shape.of(2), new float[] {4, 5})), Map.of("k", "v")).write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int at = 0; at < whole.length; at++) {
            for (byte change : new byte[] {0, '9', '"', '[', (byte) 0xff, 1}) {
                byte[] changed = whole.clone();
                changed[at] = change;
                Path broken = Files.write(folder.resolve("broken"), changed);
                assertThat(catchOther(() -> Safetensors.read(broken))).isNull();
            }
        }
    }

    @Test void filesOfOthersAreRead() throws IOException {
        Path pretrained = SharedFiles.require("data/pretrained");
        StoredTensor weight = Safetensors.read(pretrained.resolve("mnist-mlp-tinygrad/model.safetensors")).tensors().values().iterator().next();

        assertThat(weight.shape().size()).isPositive();
        try (Stream<Path> files = Files.walk(pretrained)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".safetensors")).toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(3).allSatisfy(file -> assertThat(Safetensors.read(file).tensors()).isNotEmpty());
        }
    }

    @Test void everyCaseOfTheConformanceSuiteIsRead() throws IOException {
        try (Stream<Path> files = Files.walk(SharedFiles.require("conformance"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".safetensors")).toList();
            assertThat(all).hasSizeGreaterThan(1000).allSatisfy(file -> assertThat(Safetensors.read(file).metadata()).containsKey("spec"));
        }
    }

    private void assertHeaderRefused(String header, String complaint) throws IOException {
        Path file = file(header, new byte[0]);
        assertRefused(() -> Safetensors.read(file), file + complaint);
    }

    private void assertTensorRefused(String fields, String complaint) throws IOException {
        Path file = file("{\"x\":{" + fields + "}}", new byte[4]);
        assertRefused(() -> Safetensors.read(file), file + ", tensor 'x': " + complaint);
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(folder.resolve("x.safetensors"), bytes.putLong(json.length).put(json).put(data).array());
    }

    private static byte[] length(long length) { return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array(); }

    /// Any failure that is not a sentence about the data.
    private static Throwable catchOther(ThrowingCallable call) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(call);
        return failure instanceof DataException ? null : failure;
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
