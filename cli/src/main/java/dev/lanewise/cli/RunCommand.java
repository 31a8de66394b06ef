package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `run`: a Java program in one file, with all of Lanewise at hand, by the Java that this command line found.
///
/// The modules serve `import module dev.lanewise;`; pictures, which have no descriptor, are found on the class path.
@Command(name = "run", header = "Run a Java program in one file, with all of Lanewise to import.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise run Iris.java",
    "  lanewise run Digits.java mnist/"})
final class RunCommand implements Callable<Integer> {

    @ParentCommand private Lanewise lanewise;

    @Parameters(index = "0", paramLabel = "FILE.java", description = "The program, such as 'import module dev.lanewise;' and a method 'main'.")
    private Path program;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What the program is given; an option behind '--'.")
    private List<String> arguments = new ArrayList<>();

    @Override public Integer call() throws IOException, InterruptedException {
        if (!program.toString().endsWith(".java")) throw new UsageException("run: expected a Java program, FILE.java, but got " + program);
        if (!Files.isRegularFile(program)) throw new DataException(program + ": expected a Java program, but there is no such file");
        if (ModuleFinder.ofSystem().find("jdk.compiler").isEmpty()) {
            throw new UsageException("run: expected a JDK, which compiles the program, but the Java in " + System.getProperty("java.home") + " has no compiler. Name a JDK 25 in LANEWISE_JAVA_HOME");
        }
        lanewise.console().flush();
        Process process = new ProcessBuilder(command()).inheritIO().start();
        try {
            return process.waitFor() == 0 ? 0 : Main.FAILED;
        } finally {
            process.destroy();
        }
    }

    private List<String> command() {
        String jars = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("--module-path", jars, "--add-modules", "dev.lanewise,jdk.incubator.vector", "--class-path", jars));
        command.add("-Djava.awt.headless=true");
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }
}
