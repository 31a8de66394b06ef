package dev.lanewise.core.train;

import com.google.common.hash.Hashing;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import java.util.Arrays;
import java.util.List;

/// Samples in arrays, for tests.
record Samples(Schema schema, float[][] inputs, float[][] targets) implements Dataset {

    static Samples classes(List<String> names, float[][] inputs, int... labels) {
        return of(Schema.Target.classes("kind", names), inputs, Arrays.stream(labels).mapToObj(label -> new float[] {label}).toArray(float[][]::new));
    }

    static Samples numbers(float[][] inputs, float... numbers) {
        float[][] targets = new float[numbers.length][];
        for (int i = 0; i < numbers.length; i++) targets[i] = new float[] {numbers[i]};
        return of(Schema.Target.number("price"), inputs, targets);
    }

    static Samples of(Schema.Target target, float[][] inputs, float[][] targets) {
        return new Samples(new Schema(List.of(Shape.of(inputs.length == 0 ? 2 : inputs[0].length)), List.of(), target), inputs, targets);
    }

    /// The same samples with features that have names, as those of a table do.
    Samples named(String... features) { return new Samples(new Schema(schema.inputs(), List.of(features), schema.target()), inputs, targets); }

    @Override public int size() { return inputs.length; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) { System.arraycopy(inputs[row], 0, to, toFrom, inputs[row].length); }

    @Override public void readTarget(int row, float[] to, int toFrom) { System.arraycopy(targets[row], 0, to, toFrom, targets[row].length); }

    @Override public String fingerprint() { return Hashing.sha256().hashInt(Arrays.deepHashCode(inputs)).toString(); }
}
