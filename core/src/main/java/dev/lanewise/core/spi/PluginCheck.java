package dev.lanewise.core.spi;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.DataReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Looks at plug-ins one after the other: whether everything that each provides can be made, says what it is, and has a name that is free.
final class PluginCheck {

    /// What provides `model mlp`, `layer dense` …
    private final Map<String, String> taken = new TreeMap<>();

    private PluginCheck() { }

    /// @param program whose own services have their names already
    static PluginCheck after(ClassLoader program) {
        PluginCheck check = new PluginCheck();
        ServiceLoader.load(ModelProvider.class, program).forEach(model -> check.taken.put("model " + model.name(), "Lanewise"));
        ServiceLoader.load(LayerProvider.class, program).forEach(layer -> check.taken.put("layer " + layer.name(), "Lanewise"));
        ServiceLoader.load(LossProvider.class, program).forEach(loss -> loss.kinds().forEach(kind -> check.taken.put("loss " + kind.name(), "Lanewise")));
        ServiceLoader.load(TextModelReader.class, program).forEach(reader -> check.taken.put("reader of text models " + reader.name(), "Lanewise"));
        return check;
    }

    /// What a plug-in adds.
    ///
    /// @throws DataException if it can't be let in
    List<String> accept(PluginJars jars) {
        jars.requireReadable();
        List<String> adds = new ArrayList<>();
        try {
            each(ModelProvider.class, jars, model -> adds.add(named("model", model.name(), model.family(), model.summary(), model.options())));
            each(LayerProvider.class, jars, layer -> adds.add(named("layer", layer.name(), layer.type(), layer.options())));
            each(LossProvider.class, jars, loss -> loss.kinds().forEach(kind -> adds.add(named("loss", kind.name(), kind.type(), kind.options()))));
            each(TextModelReader.class, jars, reader -> adds.add(named("reader of text models", reader.name(), reader.files(), reader.options())));
            each(DataReader.class, jars, reader -> adds.add("reader of data " + reader.getClass().getName()));
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw e instanceof DataException known ? known : new DataException(reason(e), e);
        }
        if (adds.isEmpty()) throw new DataException("expected something that it provides, but none of its jars names a model, a layer or a loss, nor a reader of data or text models, in META-INF/services");
        for (String name : adds) {
            if (taken.containsKey(name)) throw new DataException("its " + name + " has the name of one that " + taken.get(name) + " provides");
        }
        adds.forEach(name -> taken.put(name, jars.name()));
        return adds;
    }

    /// Providers that come from the plug-in itself, not from the program.
    private static <S> void each(Class<S> service, PluginJars jars, Consumer<S> use) {
        ServiceLoader.load(service, jars).stream().filter(provider -> provider.type().getClassLoader() == jars).forEach(provider -> use.accept(provider.get()));
    }

    private static String named(String kind, String name, Object... facts) {
        if (!name.matches("[a-z][a-z0-9-]*")) throw new DataException("expected a name of lower-case letters, digits and hyphens for its " + kind + ", but got '" + name + "'");
        for (Object fact : facts) if (fact == null) throw new DataException("its " + kind + " '" + name + "' does not say what it is: one of its methods returns null");
        return kind + " " + name;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof ServiceConfigurationError && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case UnsupportedClassVersionError e -> "it was compiled for a newer Java than this one: " + e.getMessage();
            case NoClassDefFoundError e -> "it needs the class " + e.getMessage().replace('/', '.') + ", which is in none of its jars. Put the jar that has it into a folder with the plug-in";
            case IncompatibleClassChangeError e -> "it was made for another version of Lanewise: " + e.getMessage();
            case LinkageError e -> "one of its classes can't be used: " + e;
            case ServiceConfigurationError e -> e.getMessage();
            default -> "one of its providers threw " + cause;
        };
    }
}
