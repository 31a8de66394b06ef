package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.linalg.Matrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {

    @TempDir Path folder;

    /// The bytes come from NumPy 1.24.2: `numpy.lib.format.write_array` of `asfortranarray(arange(6, dtype='<f4').reshape(2, 3))` and so on.
    @Test void whatNumPyWroteIsRead() throws IOException {
        Npy columns = Npy.read(hex("934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a20547275652c20277368617065273a2028322c2033292c207d"
                + "20".repeat(59) + "0a00000000000040400000803f00008040000000400000a040"));
        Npy bigEndian = Npy.read(hex("934e554d5059010076007b276465736372273a20273e6932272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028322c292c207d"
                + "20".repeat(60) + "0a0001fffe"));
        Npy scalar = Npy.read(hex("934e554d50590200740000007b276465736372273a20273c6638272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028292c207d"
                + "20".repeat(60) + "0a000000000000f83f"));
        Npy flags = Npy.read(hex("934e554d50590300740000007b276465736372273a20277c6231272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a2028322c292c207d"
                + "20".repeat(58) + "0a0100"));

        assertThat(columns.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(columns.values()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(columns.toMatrix().get(1, 0)).isEqualTo(3);
        assertThat(bigEndian.values()).containsExactly(1, -2);
        assertThat(bigEndian.toMatrix().columns()).isEqualTo(1);
        assertThat(scalar.shape()).isEqualTo(Shape.scalar());
        assertThat(scalar.values()).containsExactly(1.5);
        assertThat(flags.values()).containsExactly(1, 0);
    }

    @Test void threeAxesColumnByColumnAreReordered() throws IOException {
        double[] columnMajor = new double[24];
        for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) for (int k = 0; k < 4; k++) columnMajor[i + 2 * (j + 3 * k)] = 100 * i + 10 * j + k;
        byte[] data = new byte[24];
        for (int i = 0; i < 24; i++) data[i] = (byte) columnMajor[i];

        Npy cube = Npy.read(npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4)}", data));

        assertThat(cube.values()).containsExactly(IntStream.range(0, 24).mapToDouble(n -> 100 * (n / 12) + 10 * (n / 4 % 3) + n % 4).toArray());
    }

    @Test void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("a.npy");

        Npy.write(file, Matrix.of(2, 3, 0.1, 2, 3, 4, 5, 6));
        assertThat(Npy.read(file).toMatrix().toArray()).containsExactly(0.1, 2, 3, 4, 5, 6);

        float[] floats = new float[70_001];
        for (int i = 0; i < floats.length; i++) floats[i] = 0.1f * i;
        Npy.write(file, Shape.of(floats.length), floats);
        assertThat(Npy.read(file).floats()).containsExactly(floats);

        Npy.write(file, Shape.of(0, 3), new float[0]);
        assertThat(Npy.read(file).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test void theHeaderThatIsWrittenIsNumPysOwn() throws IOException {
        Path file = folder.resolve("a.npy");

        Npy.write(file, Shape.of(2), new float[] {1, 2});

        assertThat(Files.readAllBytes(file)).hasSize(128 + 8).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(Files.readAllBytes(file), 10, 118, StandardCharsets.ISO_8859_1).strip())
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
    }

    @Test void everyTypeOfNumberIsRead() throws IOException {
        assertThat(Npy.read(typed("<f2", "003c")).values()).containsExactly(1);
        assertThat(Npy.read(typed(">f8", "3ff8000000000000")).values()).containsExactly(1.5);
        assertThat(Npy.read(typed("|i1", "ff")).values()).containsExactly(-1);
        assertThat(Npy.read(typed("<u2", "ffff")).values()).containsExactly(65535);
        assertThat(Npy.read(typed("<i4", "ffffffff")).values()).containsExactly(-1);
        assertThat(Npy.read(typed("<u4", "ffffffff")).values()).containsExactly(4294967295.0);
        assertThat(Npy.read(typed("<i8", "ffffffffffffffff")).values()).containsExactly(-1);
        assertThat(Npy.read(typed("<u8", "0000000000002000")).values()).containsExactly(9007199254740992.0);
    }

    @Test void whatFloatsCannotHoldIsRefused() throws IOException {
        Path unsigned = typed("<u8", "ffffffffffffffff");
        assertRefused(() -> Npy.read(unsigned), unsigned + ": expected whole numbers of at most 2⁵³, but got 18446744073709551615");
        Path signed = typed("<i8", "0100000000002000");
        assertRefused(() -> Npy.read(signed), signed + ": expected whole numbers of at most 2⁵³, but got 9007199254740993");
    }

    @Test void whatIsNoNumberIsRefused() throws IOException {
        Path file = typed("|O", "00");
        assertRefused(() -> Npy.read(file), file + ": expected numbers, but got Python objects, which are programs to run and no data");
        assertRefused(() -> Npy.read(typed("<U5", "00")), file + ": expected numbers, but got the type '<U5'");
        assertRefused(() -> Npy.read(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", new byte[4])),
                file + ": expected an array of numbers, but got records [('a', '<f4')]");
    }

    @Test void aBrokenHeaderIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("x.npy"), "PK\3\4 and more".getBytes(StandardCharsets.US_ASCII));
        assertRefused(() -> Npy.read(file), file + ": expected a .npy file, but its first bytes say otherwise");
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 9, 0, 0, 0});
        assertRefused(() -> Npy.read(file), file + ": expected version 1, 2 or 3 of the .npy format, but got 9");
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1});
        assertRefused(() -> Npy.read(file), file + ": expected a header of at most 1048576 bytes, but got 4294967295");
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 50, 0, 1});
        assertRefused(() -> Npy.read(file), file + ": expected a whole header, but the file ends in the middle of it");
        assertRefused(() -> Npy.read(npy("{'descr': '<f4'}", new byte[0])), file + ": expected 'descr', 'fortran_order' and 'shape' in the header, but got {'descr': '<f4'}");
        assertRefused(() -> Npy.read(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999)}", new byte[0])),
                file + ": expected at most 2³¹ numbers, but its header says (99999, 99999)");
        assertRefused(() -> Npy.read(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2)}", new byte[0])),
                file + ": expected at most 2³¹ numbers, but its header says (1 2)");
        assertRefused(() -> Npy.read(folder.resolve("none")), folder.resolve("none") + ": there is no such file");
    }

    @Test void tooFewOrTooManyNumbersAreRefused() throws IOException {
        Path file = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", new byte[11]);
        assertRefused(() -> Npy.read(file), file + ": expected the 12 bytes of <f4 [3], but got 11. It was cut off, or its header lies");
        assertRefused(() -> Npy.read(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", new byte[13])), file + ": expected the 12 bytes of <f4 [3], but more follow");
        assertRefused(() -> Npy.read(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000,)}", new byte[8])),
                file + ": expected the 800000000 bytes of <f8 [100000000], but the file is too short for them. It was cut off, or its header lies");
    }

    @Test void aCubeIsNoMatrix() {
        Npy cube = new Npy(Shape.of(1, 1, 1), new double[1]);

        assertRefused(cube::toMatrix, "Npy: expected an array [rows, columns], but got [1, 1, 1]");
    }

    @Test void aFileOfOthersIsRead() {
        assertThat(Npy.read(SharedFiles.require("data/pretrained/candle-format-tests/test.npy")).values()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private Path typed(String type, String hex) throws IOException {
        return npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': (1,)}", HexFormat.of().parseHex(hex));
    }

    private Path npy(String header, byte[] data) throws IOException {
        byte[] bytes = Arrays.copyOf(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0}, 10 + header.length() + data.length);
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 10, header.length());
        System.arraycopy(data, 0, bytes, 10 + header.length(), data.length);
        return Files.write(folder.resolve("x.npy"), bytes);
    }

    private Path hex(String hex) throws IOException { return Files.write(folder.resolve("numpy.npy"), HexFormat.of().parseHex(hex)); }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
