package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Npy;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.BytePairs;
import dev.lanewise.core.text.Characters;
import dev.lanewise.linalg.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds for any shape, number and text: products and sums are what a loop says, and what is written is read again.
class PropertiesTest {

    private static final String SEED = "20261126";
    private static final int TRIES = 200;

    private static final BytePairs BYTE_PAIRS = BytePairs.train("the cat sat on the mat; the hat was on the cat. ".repeat(20), 300);

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float) random.nextGaussian();
        return values;
    }

    // ---- tensors

    /// A shape, and one that is stretched to it: some of its last axes, of which some are 1.
    record Pair(List<Integer> large, int dropped, List<Boolean> single) {

        int[] extents() { return large.stream().mapToInt(Integer::intValue).toArray(); }

        int[] stretched() {
            int[] small = Arrays.copyOfRange(extents(), Math.min(dropped, large.size()), large.size());
            for (int i = 0; i < small.length; i++) if (single.get(i)) small[i] = 1;
            return small;
        }
    }

    @Provide Arbitrary<Pair> pairs() {
        return Combinators.combine(Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(4), Arbitraries.integers().between(0, 3), Arbitraries.of(true, false).list().ofSize(4)).as(Pair::new);
    }

    @Property(seed = SEED, tries = TRIES) void elementsMeetWhereTheirAxesDo(@ForAll("pairs") Pair pair) {
        int[] large = pair.extents(), small = pair.stretched();
        Tensor x = Tensor.of(Shape.of(large), numbers(size(large), 1)), y = Tensor.of(Shape.of(small), numbers(size(small), 2));

        float[] sums = x.plus(y).toArray(), products = y.times(x).toArray();

        for (int i = 0; i < sums.length; i++) {
            int j = at(i, large, small);
            assertThat(sums[i]).isEqualTo(x.data()[i] + y.data()[j]);
            assertThat(products[i]).isEqualTo(x.data()[i] * y.data()[j]);
        }
    }

    private static int size(int... extents) { return Arrays.stream(extents).reduce(1, (a, b) -> a * b); }

    /// The place in the smaller tensor that meets place `i` of the larger one, axis by axis from the last.
    private static int at(int i, int[] large, int... small) {
        int place = 0, stride = 1;
        for (int axis = 1; axis <= small.length; axis++) {
            int extent = small[small.length - axis], index = i % large[large.length - axis];
            i /= large[large.length - axis];
            place += extent == 1 ? 0 : index * stride;
            stride *= extent;
        }
        return place;
    }

    @Property(seed = SEED, tries = TRIES) void aSumAlongAnAxisIsThatOfALoop(@ForAll @IntRange(min = 1, max = 5) int outer, @ForAll @IntRange(min = 1, max = 70) int length, @ForAll @IntRange(min = 1, max = 20) int inner) {
        Tensor x = Tensor.of(Shape.of(outer, length, inner), numbers(outer * length * inner, 3));

        float[] sums = x.sum(1).toArray();

        for (int i = 0; i < outer * inner; i++) {
            double expected = 0;
            for (int k = 0; k < length; k++) expected += x.data()[(i / inner * length + k) * inner + i % inner];
            assertThat((double) sums[i]).isCloseTo(expected, within(1e-6 * length));
        }
    }

    // ---- matrices

    @Property(seed = SEED, tries = TRIES) void aProductIsThatOfThreeLoops(@ForAll @IntRange(min = 0, max = 40) int rows, @ForAll @IntRange(min = 0, max = 40) int inner, @ForAll @IntRange(min = 0, max = 40) int columns) {
        Matrix a = matrix(rows, inner, 4), b = matrix(inner, columns, 5);

        Matrix product = a.times(b);

        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double expected = 0;
                for (int k = 0; k < inner; k++) expected += a.get(i, k) * b.get(k, j);
                assertThat(product.get(i, j)).isCloseTo(expected, within(1e-14 * (inner + 1) * 10));
            }
        }
        assertThat(b.transpose().times(a.transpose()).transpose().toArray()).containsExactly(product.toArray(), within(1e-12));
    }

    private static Matrix matrix(int rows, int columns, long seed) { return Matrix.of(rows, columns, new Random(seed).doubles((long) rows * columns, -1, 1).toArray()); }

    // ---- files

    private static <T> T withFile(String name, FileUse<T> use) throws IOException {
        Path file = Files.createTempDirectory("properties").resolve(name);
        try {
            return use.of(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
        }
    }

    private interface FileUse<T> {
        T of(Path file) throws IOException;
    }

    @Property(seed = SEED, tries = TRIES) void aTableComesBackFromCsv(@ForAll @Size(min = 1, max = 8) List<Double> numbers, @ForAll("texts") String text) throws IOException {
        List<String> texts = numbers.stream().map(number -> "x" + text + number).toList();
        Table table = Table.empty().with("number, \"quoted\"", numbers.stream().mapToDouble(Double::doubleValue).toArray()).with("text", texts);

        Table read = withFile("table.csv", file -> {
            table.writeCsv(file);
            return Table.readCsv(file);
        });

        assertThat(read.column("number, \"quoted\"")).containsExactly(table.column("number, \"quoted\""));
        assertThat(read.texts("text")).isEqualTo(texts);
    }

    /// Letters of many alphabets, signs, quotes, separators; no line breaks and no halves of letters.
    @Provide Arbitrary<String> texts() {
        int[] letters = "abc,;\"' \t.-äß€日本語😀0123456789\\/{}[]<>|".codePoints().toArray();
        return Arbitraries.of(Arrays.stream(letters).mapToObj(Character::toString).toList()).list().ofMaxSize(12).map(all -> String.join("", all));
    }

    @Property(seed = SEED, tries = TRIES) void optionsComeBackFromJson(@ForAll long whole, @ForAll double number, @ForAll boolean flag, @ForAll("texts") String text, @ForAll @Size(max = 5) List<Long> list) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("whole", whole, "number", number, "flag", flag, "text of " + text, text, "list", list));
        Options options = Options.of(values).with("nested", Options.of(values)).with("several", List.of(Options.of(values), Options.none()));

        assertThat(Options.parseJson(options.toJson(), "options.json")).isEqualTo(options);
    }

    @Property(seed = SEED, tries = TRIES) void numbersComeBackFromNpyAndSafetensorsBitByBit(@ForAll @Size(max = 30) List<Float> values) throws IOException {
        float[] floats = new float[values.size() + 4];
        for (int i = 0; i < values.size(); i++) floats[i] = values.get(i);
        System.arraycopy(new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.MIN_VALUE}, 0, floats, values.size(), 4);
        Shape shape = Shape.of(1, floats.length, 1);

        Npy npy = withFile("a.npy", file -> {
            Npy.write(file, shape, floats);
            return Npy.read(file);
        });
        StoredTensor tensor = withFile("a.safetensors", file -> {
            new Safetensors(Map.of("a", StoredTensor.of(shape, floats)), Map.of()).write(file);
            return Safetensors.read(file).tensors().get("a");
        });

        assertThat(npy.shape()).isEqualTo(shape);
        assertThat(npy.floats()).containsExactly(floats);
        assertThat(tensor.shape()).isEqualTo(shape);
        assertThat(tensor.floats()).containsExactly(floats);
    }

    // ---- texts

    @Property(seed = SEED, tries = TRIES) void aTextComesBackFromItsTokens(@ForAll("texts") String text) {
        Characters characters = Characters.of(text + "abc");

        assertThat(characters.decode(characters.encode(text))).isEqualTo(text);
        assertThat(BYTE_PAIRS.decode(BYTE_PAIRS.encode(text + "\n" + text))).isEqualTo(text + "\n" + text);
    }
}
