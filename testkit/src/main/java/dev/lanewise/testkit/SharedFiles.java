package dev.lanewise.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Large or foreign files that not everybody has, in a folder `shared` beside the repository: a test that needs one is skipped without it.
public final class SharedFiles {

    private SharedFiles() { }

    /// The file or directory `../shared/<name>`, seen from the root of the repository (where `mvnw` or `.git` is).
    public static Path require(String name) {
        Path file = repository().resolveSibling("shared").resolve(name);
        assumeTrue(Files.exists(file), "skipped: ../shared/" + name + " is not there");
        return file;
    }

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("mvnw")) || Files.exists(directory.resolve(".git"))).findFirst().orElse(here);
    }
}
