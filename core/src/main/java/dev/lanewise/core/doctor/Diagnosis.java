package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Options;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a [Doctor] found in one training, the worst first.
///
/// @param findings in the order of their severity
/// @param flows what flowed through each layer when training ended, over the examined samples; empty if it never began
public record Diagnosis(List<Finding> findings, List<LayerFlow> flows) {

    public Diagnosis {
        findings = ImmutableList.sortedCopyOf(Comparator.comparing(Finding::severity).reversed(), findings);
        flows = ImmutableList.copyOf(flows);
    }

    /// Whether there is nothing but notes.
    public boolean isHealthy() { return findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE); }

    /// The findings of one kind: `dead-relu`.
    public List<Finding> of(String id) { return findings.stream().filter(finding -> finding.id().equals(id)).toList(); }

    /// Everything as a tree, as it stands in JSON.
    public Options options() {
        return Options.none().with("healthy", isHealthy()).with("findings", findings.stream().map(Finding::options).toList())
                .with("layers", flows.stream().map(Diagnosis::options).toList());
    }

    private static Options options(LayerFlow flow) {
        Options options = Options.none().with("where", flow.where()).with("shape", flow.shape().toString());
        if (Double.isFinite(flow.size())) options = options.with("size", flow.size());
        if (Double.isFinite(flow.gradient())) options = options.with("gradient", flow.gradient());
        return flow.byTime().stream().allMatch(Double::isFinite) && !flow.byTime().isEmpty() ? options.with("gradient-by-time", flow.byTime()) : options;
    }

    /// A report for a reader: the findings with their remedies, then the flow by layer.
    @Override public String toString() {
        List<String> lines = new ArrayList<>(List.of(headline()));
        for (Finding finding : findings) {
            lines.addAll(List.of("", Figure.lower(finding.severity()) + " " + finding.id() + ", " + finding.where(), "  " + finding.sentence()));
            if (!finding.remedy().isEmpty()) lines.add("  Remedy: " + finding.remedy());
        }
        if (!flows.isEmpty()) lines.addAll(table());
        return String.join("\n", lines) + "\n";
    }

    private String headline() {
        if (findings.isEmpty()) return "Diagnosis: nothing to complain about";
        List<String> counts = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
            long count = findings.stream().filter(finding -> finding.severity() == severity).count();
            if (count > 0) counts.add(Figure.count(count, Figure.lower(severity)));
        }
        return "Diagnosis: " + String.join(", ", counts);
    }

    private List<String> table() {
        int wide = flows.stream().mapToInt(flow -> flow.where().length()).max().orElse(0) + 2;
        String format = "%-" + Math.max(wide, 8) + "s%-12s%s";
        List<String> lines = new ArrayList<>(List.of("", String.format(format, "layer", "output", "gradient of the loss by it")));
        for (LayerFlow flow : flows) {
            lines.add(String.format(format, flow.where(), Figure.of(flow.size()), Double.isNaN(flow.gradient()) ? "-" : Figure.of(flow.gradient())));
        }
        return lines;
    }
}
