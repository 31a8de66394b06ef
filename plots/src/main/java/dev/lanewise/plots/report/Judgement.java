package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.metric.ConfusionMatrix;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model makes of samples whose targets are known: figures, and what it gets wrong.
///
/// {@snippet :
/// Judgement.of(model, test, Run.standard()).report("iris").save(Path.of("iris.html"));
/// }
///
/// @param data the samples
/// @param evaluation how well it does
/// @param said what it says of each
public record Judgement(Dataset data, Evaluation evaluation, Table said) {

    /// Lets the model judge and be judged.
    public static Judgement of(Model model, Dataset data, Run run) { return of(model, data, model.evaluate(data, run), run); }

    /// The same where the figures are known already.
    public static Judgement of(Model model, Dataset data, Evaluation evaluation, Run run) { return new Judgement(data, evaluation, model.predict(data, run)); }

    /// A page of it.
    ///
    /// @param name of the model
    public Report report(String name) { return Report.of(name, sentence()).with(sections()); }

    /// The outcome: `956 of 1,000 samples are read right: 95.6 %.`
    public String sentence() {
        Map<String, Double> figures = evaluation.figures();
        if (evaluation.confusion().isPresent()) {
            ConfusionMatrix confusion = evaluation.confusion().get();
            double right = confusion.accuracy() * confusion.total();
            return Figures.number(Math.round(right)) + " of " + Figures.number(Math.round(confusion.total())) + " classes are said right: " + Figures.percent(confusion.accuracy()) + ".";
        }
        if (figures.containsKey("rmse")) return "Of " + Figures.count(evaluation.samples()) + " samples the root mean squared error is " + Figures.number(figures.get("rmse")) + ".";
        return evaluation + ".";
    }

    /// Figures; of classes which is taken for which, receiver operating characteristics and the boldest mistakes; of numbers the true ones beside those that were said.
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>(List.of(figures(evaluation)));
        boolean oneEach = data.schema().target().shape().rank() == 0 && said.size() == data.size();
        if (evaluation.confusion().isPresent()) sections.addAll(new ClassSections(this, evaluation.confusion().get()).sections(oneEach));
        else if (oneEach && data.schema().target().kind() == Target.Kind.NUMBER && said.names().size() == 1) sections.add(new NumberSection(this).section());
        return sections;
    }

    static Section figures(Evaluation evaluation) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("samples", Figures.count(evaluation.samples()));
        evaluation.figures().forEach((name, value) -> facts.put(name, Figures.number(value)));
        return Section.of("How well it does", Block.facts(facts));
    }
}
