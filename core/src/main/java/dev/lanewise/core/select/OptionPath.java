package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.util.ArrayList;
import java.util.List;

/// Places inside a tree of options: `C`, or `steps.1.C` for what stands in the second object of the list `steps`.
final class OptionPath {

    private OptionPath() { }

    /// The same tree with another value in one place.
    ///
    /// @throws DataException if there is nothing on the way to it
    static Options with(Options options, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) return options.with(path, value);
        String name = path.substring(0, dot), rest = path.substring(dot + 1);
        Object inner = options.value(name).orElseThrow(() -> nothing(options, path, name));
        return switch (inner) {
            case Options nested -> options.with(name, with(nested, rest, value));
            case List<?> list -> options.with(name, with(list, path, rest, value));
            default -> throw nothing(options, path, name);
        };
    }

    private static List<Object> with(List<?> list, String path, String rest, Object value) {
        int dot = rest.indexOf('.');
        String place = dot < 0 ? rest : rest.substring(0, dot);
        if (!place.matches("\\d{1,9}") || Integer.parseInt(place) >= list.size()) {
            throw new DataException("Search: expected a place in 0 … " + (list.size() - 1) + " of the list in '" + path + "', but got '" + place + "'");
        }
        int at = Integer.parseInt(place);
        List<Object> changed = new ArrayList<>(list);
        if (dot < 0) changed.set(at, value);
        else if (list.get(at) instanceof Options nested) changed.set(at, with(nested, rest.substring(dot + 1), value));
        else throw new DataException("Search: expected an object at place " + at + " of '" + path + "', but got " + list.get(at));
        return changed;
    }

    private static DataException nothing(Options options, String path, String name) {
        return new DataException("Search: expected an object or a list '" + name + "' on the way to '" + path + "', but there are " + options.names());
    }
}
