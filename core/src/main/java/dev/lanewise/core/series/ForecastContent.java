package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A forecast model as the content of a model file, and back.
final class ForecastContent {

    private static final String SHIFT = "scale.shift", SIZE = "scale.size", RESIDUALS = "residuals", LINEAR = "linear";

    private ForecastContent() { }

    static ModelContent of(Members members, ForecastSetting setting, Schema schema, Provenance provenance) {
        List<ModelContent> contents = members.models().stream().map(Model::content).toList();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < contents.size(); i++) {
            String place = i + ".";
            contents.get(i).tensors().forEach((name, tensor) -> tensors.put(place + name, tensor));
        }
        tensors.put(SHIFT, StoredTensor.of(members.scale().shift()));
        tensors.put(SIZE, StoredTensor.of(members.scale().size()));
        tensors.put(RESIDUALS, StoredTensor.of(members.residuals()));
        tensors.put(LINEAR, StoredTensor.of(setting.linear().coefficients()));
        return new ModelContent("forecast", settings(members, setting).with("models", contents.stream().map(ModelContent::description).toList()), schema, provenance, tensors);
    }

    private static Options settings(Members members, ForecastSetting setting) {
        Windows windows = setting.windows();
        return Options.none().with("look-back", windows.lookBack()).with("horizon", windows.horizon()).with("stride", windows.stride()).with("anchored", windows.anchored())
                .with("targets", windows.targets()).with("variables", setting.names()).with("season", setting.season())
                .with("scaling", members.scale().kind()).with("interval", members.kind()).with("level", members.level());
    }

    static ForecastModel restore(ModelContent content) {
        Options settings = content.settings();
        Windows windows = Windows.of(settings.integer("look-back")).horizon(settings.integer("horizon")).stride(settings.integer("stride")).anchored(settings.flag("anchored", false))
                .targets(texts(settings, "targets").toArray(String[]::new));
        List<String> names = texts(settings, "variables");
        Shape each = Shape.of(names.size());
        SeriesScale scale = new SeriesScale(settings.choice("scaling", SeriesScaling.NONE), content.tensor(SHIFT, each).doubles(), content.tensor(SIZE, each).doubles());
        Members members = new Members(models(content), settings.choice("interval", Members.Kind.NONE), settings.number("level"), scale, content.tensor(RESIDUALS, Shape.of(Shape.ANY)).doubles());
        Matrix coefficients = content.matrix(LINEAR);
        return new ForecastModel(members, new ForecastSetting(windows, names, settings.integer("season"), new LinearAR(windows, coefficients)), content.schema(), content.provenance());
    }

    private static List<Model> models(ModelContent content) {
        List<Options> models = content.settings().list("models");
        if (models.isEmpty()) throw new DataException("Model file: expected at least one model of the forecast, but it has none");
        ModelRegistry registry = ModelRegistry.load();
        return IntStream.range(0, models.size()).mapToObj(i -> registry.restore(ModelContent.of(models.get(i), tensors(content, i + ".")))).toList();
    }

    private static Map<String, StoredTensor> tensors(ModelContent content, String place) {
        Map<String, StoredTensor> own = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> { if (name.startsWith(place)) own.put(name.substring(place.length()), tensor); });
        return own;
    }

    private static List<String> texts(Options settings, String name) {
        if (settings.value(name).orElse(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) return list.stream().map(String.class::cast).toList();
        throw new DataException(settings.place() + ": expected a list of texts for '" + name + "'");
    }
}
