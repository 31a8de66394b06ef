package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Makes jars as somebody outside of this build does: sources, compiled against what is published.
record PluginJar(Path directory) {

    /// The classes of these sources.
    ///
    /// @param classPath what they are compiled against
    Path compile(String name, String classPath, List<Path> sources) throws IOException { return compile(name, List.of("-cp", classPath), sources); }

    private Path compile(String name, List<String> finding, List<Path> sources) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = Stream.concat(finding.stream(), Stream.of("-d", classes.toString(), "-proc:none", "-nowarn")).toList();
            assertThat(compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources)).call()).as(complaints.toString()).isTrue();
        }
        return classes;
    }

    /// The classes of sources given as texts by class name.
    Path compile(String name, String classPath, Map<String, String> sources) throws IOException { return compile(name, classPath, filesOf(name, sources)); }

    /// A program in one file, which may import `module dev.lanewise`.
    Path compileProgram(String name, String path, String text) throws IOException {
        return compile(name, List.of("-cp", path, "--module-path", path, "--add-modules", "dev.lanewise"), filesOf(name, Map.of(name, text)));
    }

    private List<Path> filesOf(String name, Map<String, String> sources) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name + "-sources"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        return filesIn(folder);
    }

    /// A jar with everything in some folders, and with texts by entry name.
    Path jar(String name, List<Path> folders, Map<String, String> texts) throws IOException {
        Path jar = directory.resolve(name + ".jar");
        Map<String, byte[]> entries = new TreeMap<>();
        for (Path folder : folders) {
            for (Path file : filesIn(folder)) entries.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        texts.forEach((entry, text) -> entries.put(entry, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
