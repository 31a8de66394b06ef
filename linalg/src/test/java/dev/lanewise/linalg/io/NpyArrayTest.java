package dev.lanewise.linalg.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NpyArrayTest {

    /// A line of `npy.txt`.
    record Case(String name, int[] shape, double[] values, byte[] bytes) {

        static Case of(String line) {
            String[] parts = line.split("; ?", -1);
            return new Case(parts[0], numbers(parts[1]).mapToInt(Integer::parseInt).toArray(),
                    numbers(parts[2]).mapToDouble(text -> Double.parseDouble(text.replace("inf", "Infinity"))).toArray(), HexFormat.of().parseHex(parts[3]));
        }

        private static Stream<String> numbers(String text) {
            return Stream.of(text.split(" ")).filter(number -> !number.isEmpty());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = NpyArrayTest.class.getResourceAsStream("npy.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(Case::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatNumPyWroteIsRead(Case numpy) throws IOException {
        NpyArray array = read(numpy.bytes());

        assertThat(array.shape()).isEqualTo(numpy.shape());
        assertThat(array.values()).isEqualTo(numpy.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsWrittenIsWhatNumPyWrites(Case numpy) throws IOException {
        var bytes = new ByteArrayOutputStream();

        new NpyArray(numpy.shape(), numpy.values()).writeTo(Channels.newChannel(bytes));

        NpyArray again = read(bytes.toByteArray());
        assertThat(again.shape()).isEqualTo(numpy.shape());
        assertThat(again.values()).isEqualTo(numpy.values());
        if (numpy.name().matches("<f8 by rows|special.*|version 1|one axis|no.*")) assertThat(bytes.toByteArray()).isEqualTo(numpy.bytes());
    }

    static Stream<Case> someOfThem() throws IOException {
        return cases().filter(numpy -> numpy.name().matches("version.*|one axis|>f4 by columns|flags"));
    }

    @ParameterizedTest
    @MethodSource("someOfThem")
    void aFileThatIsCutOffAnywhereIsRefused(Case numpy) {
        for (int length = 0; length < numpy.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(numpy.bytes(), length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("x.npy: expected ");
        }
    }

    /// A wrong byte in the header may change the meaning, but never ends in anything but numbers or a sentence.
    @ParameterizedTest
    @MethodSource("someOfThem")
    void aHeaderThatLiesEndsInASentence(Case numpy) throws IOException {
        for (int at = 0; at < 70; at++) {
            for (int wrong : new int[] {0, ' ', '9', '(', ',', '\'', 0xff}) {
                byte[] bytes = numpy.bytes().clone();
                bytes[at] = (byte) wrong;
                try {
                    read(bytes);
                } catch (IllegalArgumentException e) {
                    assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("x.npy: expected ");
                }
            }
        }
    }

    @Test
    void asManyNumbersAsTheShapeSays() {
        assertThatThrownBy(() -> new NpyArray(new int[] {2, 3}, new double[5])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NpyArray: expected the 6 numbers of [2, 3], but got 5");
    }

    private static NpyArray read(byte[] bytes) throws IOException {
        return NpyArray.read("x.npy", new ByteArrayInputStream(bytes), bytes.length);
    }
}
