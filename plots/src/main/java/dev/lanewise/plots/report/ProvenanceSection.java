package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Run;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Where a result comes from: data, seed, program, machine and time.
public final class ProvenanceSection {

    private ProvenanceSection() { }

    /// @param content of the model
    /// @param run in which it learned or was judged
    /// @param program which made it, with its version
    public static Section of(ModelContent content, Run run, String program) {
        Provenance provenance = content.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", content.model());
        if (!provenance.fingerprint().isEmpty()) facts.put("hash of the training data", provenance.fingerprint());
        facts.put("training samples", Figures.count(provenance.samples()));
        facts.put("seed", Long.toString(provenance.seed()));
        if (!provenance.plugin().isEmpty()) facts.put("plug-in", provenance.plugin());
        facts.putAll(circumstances(run, program));
        return Section.of("Where it comes from", Block.facts(facts));
    }

    /// The same where there is no single model.
    public static Section of(Run run, String program) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("seed", Long.toString(run.seed().value()));
        facts.putAll(circumstances(run, program));
        return Section.of("Where it comes from", Block.facts(facts));
    }

    private static Map<String, String> circumstances(Run run, String program) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("program", program);
        facts.put("Java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        facts.put("processor", processor());
        facts.put("kernels", run.backend().kernels().name() + ", " + run.backend().threads() + (run.backend().threads() == 1 ? " thread" : " threads"));
        facts.put("folder", Path.of("").toAbsolutePath().toString());
        facts.put("time", ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx")));
        return facts;
    }

    /// As the system calls it.
    private static String processor() {
        int count = Runtime.getRuntime().availableProcessors();
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst("model name\\s*:\\s*", "")).findFirst().orElse(System.getProperty("os.arch")) + ", " + count + (count == 1 ? " processor" : " processors");
        } catch (IOException | java.io.UncheckedIOException e) {       // no Linux
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch")) + ", " + count + (count == 1 ? " processor" : " processors");
        }
    }
}
