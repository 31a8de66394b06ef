package dev.lanewise.core.prepare;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Transform;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.ArrayList;
import java.util.List;

/// Estimators one after the other: each learns from what those before it make of the samples, and the last one is what is asked in the end.
///
/// `Pipeline.of(StandardScaler.standard(), PCA.of(10), LDA.standard())`; in a file `{"model": "pipeline", "steps": [{"model": "standard-scaler"}, …]}`. All but
/// the last must give models that [transform][Transform] samples. What is learned of the training samples alone is applied to all others, so that a pipeline
/// may be cross-validated as a whole.
///
/// @param steps at least one
public record Pipeline(List<Estimator> steps) implements Estimator {

    private static final String NAME_KEY = "model";

    public Pipeline {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("Pipeline: expected at least one step, but got none");
    }

    public static Pipeline of(Estimator... steps) { return new Pipeline(List.of(steps)); }

    /// @throws DataException if a step other than the last transforms nothing, or a step can't learn from what it gets
    @Override public PipelineModel fit(Dataset data, Run run) {
        List<Model> learned = new ArrayList<>();
        Dataset now = data;
        for (Estimator step : steps) {
            if (!learned.isEmpty()) now = transform(learned.getLast(), learned.size()).prepare(now);
            learned.add(step.fit(now, run));
        }
        return new PipelineModel(learned, data.schema(), Provenance.of(data, run));
    }

    @Override public PipelineModel fit(Dataset data) { return fit(data, Run.standard()); }

    private static Transform transform(Model model, int number) {
        if (model instanceof Transform transform) return transform;
        throw new DataException("Pipeline: expected a model that transforms samples as step " + number + ", but got " + model + ". Only the last step may be one that doesn't");
    }

    private static Pipeline of(Options options) {
        List<Options> steps = options.list("steps");
        if (steps.isEmpty()) throw new DataException(options.place() + ": expected at least one object in 'steps', but got none");
        ModelRegistry registry = ModelRegistry.load();
        return new Pipeline(steps.stream().map(step -> registry.create(step.text(NAME_KEY), step.without(NAME_KEY))).toList());
    }

    /// Names it `pipeline`.
    public static final class Provider implements ModelProvider {

        public Provider() { }

        @Override public String name() { return "pipeline"; }

        @Override public String family() { return "preparation"; }

        @Override public String summary() { return "Models one after the other: all but the last prepare samples for the next."; }

        @Override public List<Option> options() {
            return List.of(new Option("steps", Type.OBJECTS, "", "models with their options", "The models in their order, each as {\"model\": NAME, …}."));
        }

        @Override public Estimator create(Options options) { return of(options); }

        @Override public Model restore(ModelContent content) { return PipelineModel.restore(content); }
    }
}
