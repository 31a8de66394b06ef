package dev.lanewise.plots.report;

import dev.lanewise.core.data.Table;
import dev.lanewise.core.doctor.Diagnosis;
import dev.lanewise.core.doctor.Finding;
import dev.lanewise.core.doctor.LayerFlow;
import java.util.ArrayList;
import java.util.List;

/// What a [doctor][dev.lanewise.core.doctor.Doctor] found, with remedies, and what flowed through each layer.
public final class DiagnosisSection {

    private DiagnosisSection() { }

    public static Section of(Diagnosis diagnosis) {
        List<Block> blocks = new ArrayList<>();
        if (diagnosis.findings().isEmpty()) blocks.add(Block.text("There is nothing to complain about."));
        for (Finding finding : diagnosis.findings()) blocks.add(Block.notice(finding.severity(), finding.id() + ", " + finding.where(), finding.sentence(), finding.remedy()));
        if (!diagnosis.flows().isEmpty()) blocks.add(Block.folded("What flows through each layer", Block.rows("The size of its output and of the loss's gradient by it, when training ended", flows(diagnosis.flows()))));
        return new Section("What the doctor says", blocks);
    }

    private static Table flows(List<LayerFlow> flows) {
        return Table.empty().with("layer", flows.stream().map(LayerFlow::where).toList()).with("shape", flows.stream().map(flow -> flow.shape().toString()).toList())
                .with("output", flows.stream().mapToDouble(LayerFlow::size).toArray()).with("gradient", flows.stream().mapToDouble(LayerFlow::gradient).toArray());
    }
}
