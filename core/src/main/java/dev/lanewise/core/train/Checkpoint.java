package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.internal.io.Fingerprint;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.optim.Optimizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A training between two steps: all that decides how it goes on.
///
/// As a file it is the model file of the network as it stands, with more in it: `optimizer.…`, `best.…`, `course` (the sums of the
/// epoch that goes on), `schedule`, `history` (epochs by columns), and under `checkpoint` in the settings the rest and a checksum. Random numbers and
/// the order of the samples need no state: both are functions of the seed and the number of steps.
///
/// @param model the network as it stands
/// @param steps how many were made
/// @param sums of the epoch that goes on: loss · weight, and weight
/// @param schedule what the schedule remembers
/// @param best the weights of the best epoch by name, where they will be restored
record Checkpoint(ModelContent model, Circumstances circumstances, long steps, double[] sums, History history, Optimizer.State optimizer, double[] schedule,
        Map<String, float[]> best) {

    /// The layout of these files; raised when an older reader would misread it.
    private static final int FORMAT = 1;

    private static final String KEY = "checkpoint";

    void write(Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(model.tensors());
        optimizer.arrays().forEach((name, array) -> tensors.put("optimizer." + name, vector(array)));
        best.forEach((name, array) -> tensors.put("best." + name, vector(array)));
        tensors.put("course", StoredTensor.of(sums));
        tensors.put("schedule", StoredTensor.of(schedule));
        tensors.put("history", table());
        Options state = Options.none().with("format", FORMAT).with("steps", steps).with("optimizer-steps", optimizer.steps())
                .with("columns", history.columns()).with("circumstances", circumstances.toOptions());
        Options described = state.with("checksum", checksum(with(tensors, model.settings()), state));
        ModelFile.write(file, with(tensors, model.settings().with(KEY, described)));
    }

    private ModelContent with(Map<String, StoredTensor> tensors, Options settings) {
        return new ModelContent(model.model(), settings, model.schema(), model.provenance(), tensors);
    }

    private static StoredTensor vector(float[] array) { return StoredTensor.of(Shape.of(array.length), array); }

    private StoredTensor table() {
        List<String> columns = history.columns();
        double[] values = new double[history.epochs().size() * columns.size()];
        for (int i = 0; i < values.length; i++) values[i] = history.epochs().get(i / columns.size()).figure(columns.get(i % columns.size()));
        return StoredTensor.of(Shape.of(history.epochs().size(), columns.size()), values);
    }

    /// @throws DataException if the file is broken or no checkpoint
    static Checkpoint read(Path file) {
        ModelContent content = ModelFile.read(file);
        if (!content.settings().has(KEY)) throw new DataException(file + ": expected a checkpoint, but it is the model at the end of a training");
        Options all = content.settings().options(KEY), state = all.without("checksum"), settings = content.settings().without(KEY);
        if (state.integer("format") != FORMAT) {
            throw new DataException(file + ": expected a checkpoint of format " + FORMAT + ", but got " + state.integer("format") + ". A later version of Lanewise wrote it");
        }
        ModelContent model = new ModelContent(content.model(), settings, content.schema(), content.provenance(), content.tensors());
        if (!all.text("checksum").equals(checksum(model, state))) {
            throw new DataException(file + ": expected the content that was written, but its checksum is another. The file is damaged");
        }
        return new Checkpoint(model, Circumstances.of(state.options("circumstances")), state.longInteger("steps", 0), content.tensor("course").doubles(),
                history(state, content), new Optimizer.State(state.longInteger("optimizer-steps", 0), arrays(content, "optimizer.")),
                content.tensor("schedule").doubles(), arrays(content, "best."));
    }

    private static History history(Options state, ModelContent content) {
        List<?> columns = state.value("columns").filter(List.class::isInstance).map(List.class::cast).orElse(List.of());
        double[] values = content.tensor("history").doubles();
        List<History.Epoch> epochs = new java.util.ArrayList<>();
        for (int epoch = 0; epoch < content.tensor("history").shape().extent(0); epoch++) {
            Map<String, Double> figures = new LinkedHashMap<>();
            for (int j = 0; j < columns.size(); j++) figures.put((String) columns.get(j), values[epoch * columns.size() + j]);
            epochs.add(new History.Epoch(epoch + 1, figures));
        }
        return new History(epochs);
    }

    private static Map<String, float[]> arrays(ModelContent content, String prefix) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> { if (name.startsWith(prefix)) arrays.put(name.substring(prefix.length()), tensor.floats()); });
        return arrays;
    }

    private static String checksum(ModelContent model, Options state) {
        Fingerprint sum = new Fingerprint().add(model.model()).add(model.settings().toJson()).add(model.schema().toString()).add(model.provenance().toString()).add(state.toJson());
        new TreeMap<>(model.tensors()).forEach((name, tensor) -> {
            sum.add(name).add(tensor.shape().toString());
            if (tensor instanceof StoredTensor.Floats floats) sum.add(floats.values());
            else sum.add(tensor.doubles());
        });
        return sum.hex();
    }
}
