package com.example.rbf;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Students;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.ModelContract;
import dev.lanewise.testkit.OperationContract;
import dev.lanewise.testkit.Tensors;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/// Everything that Lanewise promises of its own layers and models holds for these.
class ContractsTest {

    @Nested class OfTheOperation implements OperationContract {
        @Override public Tensor apply(List<Tensor> operands) { return Bumps.of(operands.get(0), operands.get(1)); }

        @Override public List<Tensor> operands() { return List.of(Tensors.random(Shape.of(3, 5), Seed.of(1)), Tensors.random(Shape.of(4, 5), Seed.of(2))); }
    }

    @Nested class OfTheLayer implements LayerContract {
        @Override public Layer layer() { return new RBF(4); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 5)); }
    }

    @Nested class OfTheModel implements ModelContract {
        @Override public String name() { return "nearest-mean"; }

        @Override public Dataset data() { return students("japanese", "mathematics"); }

        @Override public Dataset unsuitable() { return students("japanese"); }
    }

    /// Whether somebody is good at English, from other subjects.
    private static Dataset students(String... subjects) {
        var table = Students.table();
        List<String> verdicts = IntStream.range(0, table.size()).mapToObj(i -> table.column("english")[i] >= 60 ? "good" : "fair").toList();
        return TableDataset.of(table.select(subjects).with("verdict", verdicts), "verdict");
    }
}
