package dev.lanewise.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// What a table says about where it was made.
final class Machine {

    private Machine() {
    }

    /// Processor, JDK, commit and peers as lines of a Markdown list.
    static String describe() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.join("\n",
                "- CPU: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors; load average "
                        + String.format(Locale.ROOT, "%.1f", load) + " at the start.",
                "- JDK: " + System.getProperty("java.vendor.version") + " (" + System.getProperty("java.vm.version") + "), "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version") + ".",
                "- Commit: " + commit() + ", " + LocalDate.now() + ".",
                "- Peers: " + peers() + ".");
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            List<String> all = lines.toList();
            return field(all, "model name") + " (family " + field(all, "cpu family") + ", model " + field(all, "model") + ")";
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream().map(line -> line.split("\\s*:\\s*", 2)).filter(pair -> pair[0].equals(name)).map(pair -> pair[1])
                .findFirst().orElse("unknown");
    }

    private static String commit() {
        String hash = output("git", "rev-parse", "--short", "HEAD");
        if (hash.isEmpty()) return "unknown";
        return hash + (output("git", "status", "--porcelain").isEmpty() ? "" : " with changes");
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (InputStream in = process.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            return "";
        }
    }

    private static String peers() {
        try (InputStream in = Machine.class.getResourceAsStream("peers.txt")) {
            return in == null ? "none built in (profile peers)" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
