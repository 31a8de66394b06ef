package dev.lanewise.core.model;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything of a [ModelContent] but its tensors, as JSON on one line.
final class ModelDescription {

    /// The layout described here; raised when an older reader would misread it.
    private static final int FORMAT = 1;

    private ModelDescription() { }

    static String print(ModelContent content) {
        return Options.none().with("format", FORMAT).with(describe(content)).toJsonLine();
    }

    static Options describe(ModelContent content) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("model", content.model());
        values.put("settings", content.settings());
        values.put("schema", schema(content.schema()));
        values.put("provenance", provenance(content.provenance()));
        return Options.of(values);
    }

    /// @throws DataException if the text is no description, or one of a later format
    static ModelContent parse(String json, Map<String, StoredTensor> tensors, String place) {
        Options values = Options.parseJson(json, place);
        int format = values.integer("format");
        if (format != FORMAT) {
            throw new DataException(place + ": expected format " + FORMAT + ", but got " + format + ". A later version of Lanewise wrote it");
        }
        return content(values, tensors);
    }

    static ModelContent content(Options values, Map<String, StoredTensor> tensors) {
        return new ModelContent(values.text("model"), values.options("settings"), schema(values.options("schema")),
                provenance(values.options("provenance")), tensors);
    }

    private static Options schema(Schema schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("inputs", schema.inputs().stream().map(shape -> Options.none().with("shape", shape.extents())).toList());
        values.put("features", schema.features());
        values.put("target", target(schema.target()));
        return Options.of(values);
    }

    private static Schema schema(Options values) {
        List<Shape> inputs = values.list("inputs").stream().map(ModelDescription::shape).toList();
        return new Schema(inputs, texts(values, "features"), target(values.options("target")));
    }

    private static Options target(Target target) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", target.kind());
        values.put("name", target.name());
        values.put("shape", target.shape().extents());
        values.put("classes", target.classes());
        return Options.of(values);
    }

    private static Target target(Options values) {
        return new Target(values.choice("kind", Target.Kind.NONE), values.text("name"),
                shape(values), texts(values, "classes"));
    }

    private static Shape shape(Options values) {
        int[] extents = values.integers("shape");
        if (Arrays.stream(extents).anyMatch(extent -> extent < Shape.ANY)) {
            throw new DataException(values.place() + ": expected extents for 'shape', but got " + Arrays.toString(extents));
        }
        return Shape.of(extents);
    }

    private static Options provenance(Provenance provenance) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seed", provenance.seed());
        values.put("fingerprint", provenance.fingerprint());
        values.put("samples", provenance.samples());
        if (!provenance.plugin().isEmpty()) values.put("plugin", provenance.plugin());
        return Options.of(values);
    }

    private static Provenance provenance(Options values) {
        return new Provenance(values.longInteger("seed", 0), values.text("fingerprint"), values.longInteger("samples", 0), values.text("plugin", ""));
    }

    private static List<String> texts(Options values, String name) {
        if (values.value(name).orElse(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new DataException(values.place() + ": expected a list of texts for '" + name + "'");
    }
}
