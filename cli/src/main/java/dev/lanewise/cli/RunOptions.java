package dev.lanewise.cli;

import dev.lanewise.core.Names;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.KernelLookup;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The circumstances of a computation, as options.
final class RunOptions {

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Where all randomness comes from (${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads work (all processors); the result does not depend on it.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--kernels", paramLabel = "NAME", description = "The kernels to compute with (the best usable ones); 'doctor' lists them.")
    private Optional<String> kernels = Optional.empty();

    long seed() { return seed; }

    Run run(Progress.Listener listener) {
        Backend backend = kernels.map(RunOptions::named).orElseGet(Backend::standard);
        return new Run(Seed.of(seed), threads.map(backend::threads).orElse(backend), listener);
    }

    private static Backend named(String name) {
        List<String> known = KernelLookup.describe().stream().map(KernelLookup.Description::name).toList();
        if (!known.contains(name)) throw new UsageException(Names.unknown("set of kernels", name, known));
        return Backend.named(name, Runtime.getRuntime().availableProcessors());
    }
}
