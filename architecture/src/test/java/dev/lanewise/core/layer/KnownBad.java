package dev.lanewise.core.layer;

import com.fasterxml.jackson.core.JsonToken;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Breaks rules on purpose: a layer that is no record and does what nobody does.
public class KnownBad implements Layer, Serializable {

    private static final long serialVersionUID = 1L;

    private static final List<String> REGISTRY = new ArrayList<>();

    private static int instances;

    public KnownBad() {
        instances++;
        REGISTRY.add("another one");
    }

    @Override public Shape outputShape(Shape input) {
        System.out.println(input);
        System.err.println(instances);
        IO.println("compact, but still the terminal");
        throw new RuntimeException("wrong");
    }

    @Override public BoundLayer bind(Shape input, Seed seed) { return BoundLayer.of(x -> x); }

    public JsonToken numbers() {
        List<Double> numbers = new ArrayList<>(List.of(Math.random(), new Random().nextDouble()));
        Collections.shuffle(numbers);
        return numbers.getFirst() > 1 ? JsonToken.VALUE_NULL : JsonToken.VALUE_NUMBER_FLOAT;
    }

    public Object byName(String name) {
        try {
            return Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
            System.exit(1);
            return UUID.randomUUID();
        }
    }

    public void save(OutputStream out) throws IOException {
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(this);
        }
    }

    /// A provider that ServiceLoader could not make.
    static class Named implements LayerProvider {
        @Override public String name() { return "known-bad"; }

        @Override public Class<KnownBad> type() { return KnownBad.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new KnownBad(); }
    }
}
