package dev.lanewise.core.spi;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The components of a record as [Options]; layers inside are described in their turn, and an empty `Optional` is left out.
final class RecordOptions {

    private RecordOptions() { }

    static Options of(Record described, UnaryOperator<Object> layers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : described.getClass().getRecordComponents()) {
            Object value = read(component, described);
            if (value instanceof Optional<?> optional) optional.ifPresent(present -> values.put(component.getName(), value(present, layers)));
            else values.put(component.getName(), value(value, layers));
        }
        return Options.of(values);
    }

    private static Object value(Object value, UnaryOperator<Object> layers) {
        return switch (value) {
            case Layer nested -> layers.apply(nested);
            case Shape shape -> shape.extents();
            case Record part -> of(part, layers);
            case List<?> list -> list.stream().map(element -> value(element, layers)).toList();
            default -> value;
        };
    }

    private static Object read(RecordComponent component, Record described) {
        try {
            return component.getAccessor().invoke(described);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(described + ": expected a public record in an exported package", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(described + ": its component " + component.getName() + " could not be read", e);
        }
    }
}
