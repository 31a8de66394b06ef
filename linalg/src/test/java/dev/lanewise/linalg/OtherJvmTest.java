package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What can only be seen in a JVM that was started with other options.
class OtherJvmTest {

    /// A network trained twice from one seed must end in the same bits, although it starts interpreted and ends compiled.
    @Test
    void interpretedAndCompiledCodeGiveTheSameBits() throws IOException, InterruptedException {
        String here = "";
        for (int i = 0; i < 700; i++) here = BitsOfEverything.of(Backend.named("simd", 1));

        assertThat(run("--add-modules", "jdk.incubator.vector", "-Xint")).contains(here);
        assertThat(run("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1")).contains(here);
    }

    @Test
    void withoutTheVectorModuleTheReferenceRunsAndSaysSoOnce() throws IOException, InterruptedException {
        String output = run();

        assertThat(output).contains(BitsOfEverything.of(Backend.named("scalar", 1)));
        assertThat(output).containsOnlyOnce("Lanewise computes with the slow scalar kernels: the JVM was started without the module "
                + "jdk.incubator.vector; add --add-modules jdk.incubator.vector to the command line, or put Lanewise on the module path");
    }

    /// Vectors that become objects cost time and leave garbage; compiled code must keep them in registers.
    @Test
    void compiledKernelsAllocateNothing() throws IOException, InterruptedException {
        List<String> lines = run(GarbageOfKernels.class, "--add-modules", "jdk.incubator.vector", "-Xbatch").lines()
                .filter(line -> line.contains(": ")).filter(line -> !line.startsWith("WARNING")).toList();

        assertThat(lines).hasSizeGreaterThan(80).allMatch(line -> line.endsWith(": 0"));
    }

    private static String run(String... options) throws IOException, InterruptedException {
        return run(BitsOfEverything.class, options);
    }

    private static String run(Class<?> program, String... options) throws IOException, InterruptedException {
        Path target = Path.of(System.getProperty("basedir", "")).resolve("target");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", target.resolve("classes") + System.getProperty("path.separator") + target.resolve("test-classes"),
                program.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
