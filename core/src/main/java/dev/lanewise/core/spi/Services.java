package dev.lanewise.core.spi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.CodeOrigin;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
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

    /// The service with this name.
    ///
    /// @param plugin what provided it where it was used before, if that is known
    /// @throws DataException if there is none
    static <S> S named(String kind, String name, Map<String, S> services, String plugin) {
        S service = services.get(name);
        if (service != null) return service;
        if (plugin.isEmpty()) throw new DataException(Names.unknown(kind, name, services.keySet()));
        throw new DataException("The " + kind + " '" + name + "' came from " + plugin + ", which is not there. Put it where it was, or name it with --plugin-path on the command line");
    }

    private static DataException twice(String kind, String name, Object one, Object other) {
        return new DataException("Two " + kind + "s are named '" + name + "': " + origin(one) + " and " + origin(other) + ". Remove one of them");
    }

    private static String origin(Object service) { return service.getClass().getName() + " of " + CodeOrigin.of(service.getClass()); }
}
