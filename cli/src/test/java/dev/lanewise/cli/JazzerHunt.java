package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A search for files that break a reader, led by what of it they reach: Jazzer in a process of its own, because it changes classes as they are loaded and a
/// process is good for one target. What takes a new way through the reader goes to `target/fuzz-corpus`, what breaks it to `target/fuzz`.
///
/// @param seconds how long
record JazzerHunt(FuzzTest.Reading reading, long seconds) {

    /// How large the files become; those of the build are smaller.
    private static final int LARGEST = 20_000;

    void run(byte[] sound, Path corpus) throws IOException, InterruptedException {
        String name = reading.name().toLowerCase(Locale.ROOT);
        Path found = Files.createDirectories(Path.of("target/fuzz-corpus", name)), broken = Files.createDirectories(Path.of("target/fuzz", name));
        Files.write(found.resolve("sound"), sound);

        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector", "-Djava.awt.headless=true",
                "-XX:+EnableDynamicAgentLoading", "-Xmx2g", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Target.class.getName(), "--target_args=" + reading.name(), "--instrumentation_includes=dev.lanewise.**", "--custom_hook_includes=dev.lanewise.**"));
        command.addAll(List.of("-max_total_time=" + seconds, "-max_len=" + LARGEST, "-timeout=60", "-rss_limit_mb=4000", "-artifact_prefix=" + broken + "/", found.toString()));
        if (Files.isDirectory(corpus)) command.add(corpus.toString());
        Path log = broken.resolve("log");
        Process jazzer = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();

        assertThat(jazzer.waitFor()).as(() -> end(log)).isZero();
    }

    /// What Jazzer said last.
    private static String end(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 60), all.size()));
        } catch (IOException e) {
            return log + ": " + e;
        }
    }

    /// What Jazzer calls.
    public static final class Target {

        private static FuzzTest.Reading reading;
        private static Path file;

        private Target() { }

        public static void fuzzerInitialize(String[] arguments) throws IOException {
            reading = FuzzTest.Reading.valueOf(arguments[0]);
            file = FuzzFiles.in(Files.createTempDirectory("fuzz"), reading).of(reading);
            FuzzTest.check(reading, file, Files.readAllBytes(file));                     // loads and changes most classes, which may take longer than a file may
        }

        public static void fuzzerTestOneInput(byte[] content) throws IOException { FuzzTest.check(reading, file, content); }
    }
}
