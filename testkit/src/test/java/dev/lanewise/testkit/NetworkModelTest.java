package dev.lanewise.testkit;

import dev.lanewise.core.Options;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The contracts for the model and the module that core itself provides.
class NetworkModelTest {

    @Nested class OfClasses implements ModelContract {
        @Override public String name() { return "network"; }

        @Override public Options options() {
            return Options.parseJson("""
                    {"epochs": 2, "batch-size": 16, "validation": 0.2, "network": {"layer": "sequential", "layers": [
                        {"layer": "input", "shape": [3]}, {"layer": "projection", "units": 40}, {"layer": "batch-norm"}, {"layer": "activate"},
                        {"layer": "dropout", "rate": 0.2}, {"layer": "projection", "units": 2}]}}""", "network.json");
        }

        @Override public Dataset data() { return TableDataset.of(table(3), "kind"); }

        @Override public Dataset unsuitable() { return TableDataset.of(table(4), "kind"); }
    }

    @Nested class OfModule implements ProvidersContract {
        @Override public Class<?> member() { return Layer.class; }
    }

    private static Table table(int columns) {
        Table table = Table.empty();
        for (int j = 0; j < columns; j++) {
            double[] values = new double[50];
            for (int i = 0; i < 50; i++) values[i] = Math.sin(i * (j + 1.0)) + i % 2;
            table = table.with("x" + j, values);
        }
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < 50; i++) kinds.add(i % 2 == 0 ? "even" : "odd");
        return table.with("kind", kinds);
    }
}
