package dev.lanewise.nn.dense;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Missing;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.testkit.SharedFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/// Numbers from scikit-learn, and the data that they were made with.
final class Outside {

    private final Properties values = new Properties();

    Outside(String file) {
        try (InputStream in = Outside.class.getResourceAsStream(file)) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] numbers(String key) { return Arrays.stream(values.getProperty(key).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    double number(String key) { return numbers(key)[0]; }

    Dataset data(String set) {
        return switch (set) {
            case "iris" -> table("iris.csv");
            case "wine" -> standardised(table("wine_data.csv"));
            case "cancer" -> standardised(table("breast_cancer.csv"));
            default -> small();
        };
    }

    private static Dataset table(String file) { return Datasets.open(SharedFiles.require("data/sklearn-tables/" + file).toString(), "").train(); }

    private Dataset small() {
        double[] x = numbers("small.x");
        return labelled(Matrix.of(x.length / 3, 3, x), Arrays.stream(numbers("small.y")).mapToObj(y -> Integer.toString((int) y)).toList());
    }

    static Dataset labelled(Matrix x, List<String> classes) { return TableDataset.of(named(x).with("class", classes), "class", Target.Kind.CLASS, Missing.REJECT); }

    static Dataset numbered(Matrix x, double... y) { return TableDataset.of(named(x).with("y", y), "y", Target.Kind.NUMBER, Missing.REJECT); }

    private static Table named(Matrix x) { return Table.of(x, IntStream.range(0, x.columns()).mapToObj(j -> "x" + j).toArray(String[]::new)); }

    private static Dataset standardised(Dataset data) {
        Matrix x = data.matrix();
        int n = x.rows(), width = x.columns();
        double[] means = x.columnMeans(), values = x.toArray(), squares = new double[width];
        for (int i = 0; i < values.length; i++) squares[i % width] += (values[i] - means[i % width]) * (values[i] - means[i % width]);
        for (int i = 0; i < values.length; i++) values[i] = (values[i] - means[i % width]) / Math.sqrt(squares[i % width] / n);
        float[] label = new float[1];
        return labelled(Matrix.wrap(n, width, values), IntStream.range(0, n).mapToObj(i -> {
            data.readTarget(i, label, 0);
            return inItsPlace(data.schema().target().classes().get((int) label[0]));
        }).toList());
    }

    /// scikit-learn has them in this order, not in that of the alphabet.
    private static String inItsPlace(String name) { return name.equals("malignant") ? "0" : name.equals("benign") ? "1" : name; }

    static Dataset diabetes() {
        double[][] rows = lines("diabetes_data_raw.csv.gz");
        return numbered(Matrix.of(rows), Arrays.stream(lines("diabetes_target.csv.gz")).mapToDouble(row -> row[0]).toArray());
    }

    private static double[][] lines(String file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(SharedFiles.require("data/sklearn-tables/" + file))), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> Arrays.stream(line.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
