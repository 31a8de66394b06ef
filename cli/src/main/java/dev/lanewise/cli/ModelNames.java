package dev.lanewise.cli;

import dev.lanewise.core.spi.ModelRegistry;
import java.util.Iterator;

/// The names that stand for models, where a shell completes one.
final class ModelNames implements Iterable<String> {

    @Override public Iterator<String> iterator() { return ModelRegistry.load().names().iterator(); }
}
