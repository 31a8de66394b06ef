package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.model.Transform;
import dev.lanewise.core.spi.ModelRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a [Pipeline] learned: models that prepare samples, and the one that is asked in the end.
public final class PipelineModel implements Model {

    private final List<Model> models;
    private final Schema schema;
    private final Provenance provenance;

    PipelineModel(List<Model> models, Schema schema, Provenance provenance) {
        this.models = List.copyOf(models);
        this.schema = schema;
        this.provenance = provenance;
    }

    /// All of them, in their order.
    public List<Model> models() { return models; }

    /// The one that is asked in the end.
    public Model last() { return models.getLast(); }

    /// The samples as the last model sees them.
    ///
    /// @throws dev.lanewise.core.ShapeException if they are not of the kind it was fitted on
    public Dataset prepare(Dataset data) {
        Dataset now = data;
        for (Model model : models.subList(0, models.size() - 1)) now = ((Transform) model).prepare(now);
        return now;
    }

    @Override public Table predict(Dataset data, Run run) { return last().predict(prepare(data), run); }

    @Override public Evaluation evaluate(Dataset data, Run run) { return last().evaluate(prepare(data), run); }

    /// Those of all steps.
    @Override public List<String> remarks() { return models.stream().flatMap(model -> model.remarks().stream()).toList(); }

    @Override public ModelContent content() {
        List<ModelContent> contents = models.stream().map(Model::content).toList();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < contents.size(); i++) {
            String place = i + ".";
            contents.get(i).tensors().forEach((name, tensor) -> tensors.put(place + name, tensor));
        }
        return new ModelContent("pipeline", Options.none().with("steps", contents.stream().map(ModelContent::description).toList()), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static PipelineModel restore(ModelContent content) {
        List<Options> steps = content.settings().list("steps");
        if (steps.isEmpty()) throw new DataException("Model file: expected at least one step of the pipeline, but it has none");
        ModelRegistry registry = ModelRegistry.load();
        List<Model> models = IntStream.range(0, steps.size()).mapToObj(i -> registry.restore(ModelContent.of(steps.get(i), tensors(content, i + ".")))).toList();
        for (Model model : models.subList(0, models.size() - 1)) {
            if (!(model instanceof Transform)) throw new DataException("Model file: expected steps that transform samples before the last one, but got " + model);
        }
        return new PipelineModel(models, content.schema(), content.provenance());
    }

    private static Map<String, StoredTensor> tensors(ModelContent content, String place) {
        Map<String, StoredTensor> own = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> { if (name.startsWith(place)) own.put(name.substring(place.length()), tensor); });
        return own;
    }

    /// `Pipeline(standard-scaler: 4 features, LogisticRegression: 4 features, 3 classes)`
    @Override public String toString() { return models.stream().map(Model::toString).collect(Collectors.joining(", ", "Pipeline(", ")")); }
}
