package dev.lanewise.core.spi;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The program's classes and those of all plug-ins, for whoever looks for services.
final class PluginLoader extends ClassLoader {

    private final List<PluginJars> plugins;

    PluginLoader(ClassLoader program, List<PluginJars> plugins) {
        super("plugins", program);
        this.plugins = ImmutableList.copyOf(plugins);
    }

    @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (PluginJars plugin : plugins) {
            try {
                return plugin.loadClass(name);
            } catch (ClassNotFoundException _) {
                // the next one may have it
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override protected @Nullable URL findResource(String name) {
        for (PluginJars plugin : plugins) {
            URL resource = plugin.findResource(name);
            if (resource != null) return resource;
        }
        return null;
    }

    @Override protected Enumeration<URL> findResources(String name) throws IOException {
        List<URL> found = new ArrayList<>();
        for (PluginJars plugin : plugins) found.addAll(Collections.list(plugin.findResources(name)));
        return Collections.enumeration(found);
    }
}
