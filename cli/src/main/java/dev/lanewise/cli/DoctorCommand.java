package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.KernelLookup;
import dev.lanewise.linalg.ProductSpeed;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `doctor`: what Lanewise finds on this machine, and how fast it is here.
@Command(name = "doctor", header = "Tell what Lanewise finds on this machine, and how fast it is here.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise doctor",
    "  lanewise doctor --threads 1 --kernels scalar",
    "  lanewise doctor --json"})
final class DoctorCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;

    @Override public void run() {
        Run circumstances = run.run(lanewise.listener());
        Backend backend = circumstances.backend();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Lanewise", Version.number());
        machine(facts);
        kernels(facts, backend);
        speed(facts, backend);
        Table table = Table.empty();
        for (Map.Entry<String, String> fact : facts.entrySet()) table = table.with(fact.getKey(), List.of(fact.getValue()));
        format.facts(lanewise.console().out(), table);
    }

    private static void machine(Map<String, String> facts) {
        Runtime runtime = Runtime.getRuntime();
        facts.put("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", in " + System.getProperty("java.home"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        facts.put("processors", Integer.toString(runtime.availableProcessors()));
        facts.put("memory", Figures.bytes(runtime.maxMemory()) + " for Java" + physical());
    }

    private static String physical() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? " of " + Figures.bytes(system.getTotalMemorySize()) + " in the machine" : "";
    }

    private static void kernels(Map<String, String> facts, Backend backend) {
        int floats = backend.kernels().floatLanes(), doubles = backend.kernels().doubleLanes();
        facts.put("vectors", floats == 1 ? "none: one number at a time" : 32 * floats + " bits: " + floats + " float32 or " + doubles + " float64 lanes");
        for (KernelLookup.Description kernels : KernelLookup.describe()) {
            String state = kernels.name().equals(backend.kernels().name()) ? "chosen" : kernels.usable() ? "usable" : "not usable";
            facts.put("kernels " + kernels.name(), state + ": " + kernels.reason());
        }
        facts.put("threads", Integer.toString(backend.threads()));
    }

    private static void speed(Map<String, String> facts, Backend backend) {
        ProductSpeed speed = new ProductSpeed(512);
        for (int threads : backend.threads() == 1 ? new int[] {1} : new int[] {1, backend.threads()}) {
            String with = ", " + threads + (threads == 1 ? " thread" : " threads");
            facts.put("GFLOP/s float32" + with, Figures.number(speed.floats(backend.threads(threads))));
            facts.put("GFLOP/s float64" + with, Figures.number(speed.doubles(backend.threads(threads))));
        }
    }
}
