package dev.lanewise.core.spi;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The components of a layer's record as [Options]; layers inside are described in their turn.
final class RecordOptions {

    private RecordOptions() { }

    static Options of(Record layer, LayerRegistry registry) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : layer.getClass().getRecordComponents()) {
            values.put(component.getName(), value(read(component, layer), registry));
        }
        return Options.of(values);
    }

    private static Object value(Object value, LayerRegistry registry) {
        return switch (value) {
            case Layer nested -> registry.describe(nested);
            case Shape shape -> shape.extents();
            case Record part -> of(part, registry);
            case List<?> list -> list.stream().map(element -> value(element, registry)).toList();
            default -> value;
        };
    }

    private static Object read(RecordComponent component, Record layer) {
        try {
            return component.getAccessor().invoke(layer);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(layer + ": expected a public record in an exported package", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(layer + ": its component " + component.getName() + " could not be read", e);
        }
    }
}
