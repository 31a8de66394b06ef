package dev.lanewise.cli;

import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import java.util.stream.IntStream;

/// The embedded digits, as many as a demonstration has time for.
final class EmbeddedDigits {

    private static final int FEW = 2_000;
    private static final int FEW_TO_TEST = 500;

    private EmbeddedDigits() { }

    /// Enough to look at what flows through a network.
    static Dataset few() { return Datasets.open("digits", "").train().rows(IntStream.range(0, FEW_TO_TEST).toArray()); }

    static DataSource lessened(DemoOptions options) {
        DataSource digits = Datasets.open("digits", "");
        if (!options.quick()) return digits;
        return new DataSource(digits.train().rows(IntStream.range(0, FEW).toArray()), digits.test().map(test -> test.rows(IntStream.range(0, FEW_TO_TEST).toArray())), "some digits");
    }
}
