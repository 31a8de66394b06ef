package dev.lanewise.nn.attention;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Files beside the repository, which not everybody has: tests that need one are skipped without it.
final class SharedFiles {

    private SharedFiles() { }

    /// The file or directory `../shared/<name>`, seen from the root of the repository.
    static Path require(String name) {
        Path file = repository().resolveSibling("shared").resolve(name);
        assumeTrue(Files.exists(file), "skipped: ../shared/" + name + " is not there");
        return file;
    }

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("mvnw"))).findFirst().orElse(here);
    }
}
