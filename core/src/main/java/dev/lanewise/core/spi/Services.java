package dev.lanewise.core.spi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.DataException;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/// Services by name.
final class Services {

    private Services() { }

    /// @throws DataException if two services share a name, naming both, or one cannot be loaded
    static <S> Map<String, S> byName(ServiceLoader<S> loader, String kind, Function<S, String> name) {
        Map<String, S> services = new TreeMap<>();
        for (S service : all(loader, kind)) {
            S other = services.putIfAbsent(name.apply(service), service);
            if (other != null) throw twice(kind, name.apply(service), other, service);
        }
        return ImmutableSortedMap.copyOf(services);
    }

    /// @throws DataException if one cannot be loaded
    static <S> List<S> all(ServiceLoader<S> loader, String kind) {
        try {
            return ImmutableList.copyOf(loader);
        } catch (ServiceConfigurationError e) {
            throw new DataException("A " + kind + " could not be loaded: " + e.getMessage(), e);
        }
    }

    private static DataException twice(String kind, String name, Object one, Object other) {
        return new DataException("Two " + kind + "s are named '" + name + "': " + origin(one) + " and " + origin(other) + ". Remove one of them");
    }

    private static String origin(Object service) {
        Module module = service.getClass().getModule();
        return service.getClass().getName() + (module.isNamed() ? " in module " + module.getName() : " on the class path");
    }
}
