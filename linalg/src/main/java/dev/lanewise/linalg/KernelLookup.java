package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.KernelProvider;
import dev.lanewise.linalg.kernel.Kernels;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Finds the sets of compute kernels that are installed and chooses between them.
///
/// The usable set of the highest priority is taken unless the system property [#PROPERTY] names another one.
public final class KernelLookup {

    /// The system property that forces a set of kernels by name: `-Dlanewise.kernels=scalar`.
    public static final String PROPERTY = "lanewise.kernels";

    private KernelLookup() {
    }

    /// What is known about one set of kernels.
    ///
    /// @param name what [Backend#named(String, int)] and [#PROPERTY] call it
    /// @param priority the highest usable one is the standard
    /// @param usable whether this JVM can run it
    /// @param reason why it is usable or not, and what to do about it
    /// @param provider the class that offers it
    public record Description(String name, int priority, boolean usable, String reason, String provider) {
    }

    /// All installed sets, the one of the highest priority first.
    public static List<Description> describe() {
        return providers().stream()
                .map(p -> new Description(p.name(), p.priority(), p.isUsable(), p.reason(), p.getClass().getName()))
                .toList();
    }

    /// The kernels that [#PROPERTY] names, else the usable ones of the highest priority.
    static Kernels best() {
        String forced = System.getProperty(PROPERTY);
        return forced != null ? named(forced) : Best.KERNELS;
    }

    /// Chosen when first needed, so that a warning comes once.
    private static final class Best {
        private static final Kernels KERNELS = choose();
    }

    private static Kernels choose() {
        List<KernelProvider> providers = providers();
        KernelProvider best = providers.stream().filter(KernelProvider::isUsable).findFirst()
                .orElseThrow(() -> new ServiceConfigurationError("Lanewise: no usable kernels are installed"));
        if (best != providers.getFirst()) {
            System.getLogger("dev.lanewise.linalg").log(System.Logger.Level.WARNING,
                    "Lanewise computes with the slow {0} kernels: {1}", best.name(), providers.getFirst().reason());
        }
        return best.kernels();
    }

    static Kernels named(String name) {
        List<KernelProvider> providers = providers();
        KernelProvider provider = providers.stream().filter(p -> p.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kernels are named '" + name + "'. Installed are: "
                        + providers.stream().map(KernelProvider::name).sorted().collect(Collectors.joining(", "))));
        if (!provider.isUsable()) {
            throw new IllegalArgumentException("The kernels '" + name + "' can't be used here: " + provider.reason());
        }
        return provider.kernels();
    }

    private static List<KernelProvider> providers() {
        var providers = ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(KernelProvider::priority).reversed())
                .toList();
        for (int i = 1; i < providers.size(); i++) refuseTwins(providers.subList(0, i), providers.get(i));
        return providers;
    }

    private static void refuseTwins(List<KernelProvider> others, KernelProvider provider) {
        for (KernelProvider other : others) {
            if (!other.name().equals(provider.name())) continue;
            throw new ServiceConfigurationError("Two sets of kernels are named '" + provider.name() + "': "
                    + origin(other) + " and " + origin(provider));
        }
    }

    private static String origin(KernelProvider provider) {
        return provider.getClass().getName() + " in " + provider.getClass().getModule();
    }
}
