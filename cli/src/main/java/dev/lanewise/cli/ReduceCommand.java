package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.ReductionPictures;
import dev.lanewise.plots.report.OptionsSection;
import dev.lanewise.plots.report.ProvenanceSection;
import dev.lanewise.plots.report.ReductionReport;
import dev.lanewise.plots.report.Report;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `reduce`: says the same with fewer columns.
@Command(name = "reduce", header = "Say the same with fewer columns.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise reduce pca --data iris.csv --drop species --components 2 --out iris-2d.csv",
    "  lanewise reduce pca --data digits --components 0.95 --out pca.safetensors",
    "  lanewise reduce pca --data iris.csv --target species --pictures iris-pictures",
    "  lanewise reduce pca --data iris.csv --target species --report iris-report",
    "  lanewise reduce pca --data mnist/ --only 3 --pictures threes"})
final class ReduceCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private DataOptions data;
    @Mixin private RunOptions run;
    @Mixin private OutputFormat format;
    @Mixin private ReportOption report;

    @Parameters(index = "0", paramLabel = "NAME", completionCandidates = ModelNames.class, description = "A reducer that 'models' lists.")
    private String name;

    @Option(names = "--only", paramLabel = "CLASS", description = "The class of the samples to take; all unless set.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--components", paramLabel = "K", description = "How many to keep: a number, or a share of the variance below 1.")
    private Optional<String> components = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "An option of the reducer; may be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "FILE", description = "What to write: the reduced rows as FILE.csv, or the model as FILE.safetensors.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--pictures", paramLabel = "DIR", description = "A directory for pictures, PNG and SVG: what each axis holds, the samples along the axes, and what the axes are made of.")
    private Optional<Path> pictures = Optional.empty();

    @Override public void run() {
        out.ifPresent(ReduceCommand::requireKind);
        OutputFile.require(List.of(name, data.name()), out);
        pictures.ifPresent(PictureFolder::require);
        report.require();
        Recipe recipe = recipe();
        var estimator = recipe.estimator();
        Dataset all = data.open().train(), samples = only.map(name -> Labels.only(all, name)).orElse(all);
        Run circumstances = run.run(lanewise.listener());
        Model learned = estimator.fit(samples, circumstances);
        if (!(learned instanceof Reducer reducer)) throw new UsageException(recipe.model() + ": expected a model that reduces, but this one predicts. Use 'lanewise train'");
        Optional<Table> reduced = out.filter(file -> !isModel(file)).map(_ -> reducer instanceof Classifier ? reducer.coordinates(samples) : reducer.predict(samples, circumstances));
        Optional<Map<String, Picture>> drawn = pictures.map(_ -> ReductionPictures.of(recipe.model(), reducer, samples).all());
        format.rows(lanewise.console().out(), "components", numbered(reducer));
        out.ifPresent(file -> write(reducer, reduced, file));
        pictures.ifPresent(folder -> draw(folder, drawn.orElseThrow()));
        report.write(lanewise, () -> page(recipe, reducer, samples, circumstances));
    }

    private static Report page(Recipe recipe, Reducer reducer, Dataset samples, Run circumstances) {
        return ReductionReport.of(recipe.model(), reducer, samples)
                .with(OptionsSection.of(recipe.options(), recipe.provider().options()), ProvenanceSection.of(reducer.content(), circumstances, "Lanewise " + Version.number()));
    }

    private void draw(Path folder, Map<String, Picture> drawn) {
        lanewise.console().write(() -> PictureFolder.write(folder, drawn));
        lanewise.say(PictureFolder.describe(folder, drawn));
    }

    private Recipe recipe() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        components.ifPresent(number -> all.put("components", number));
        return Recipe.of(name, all);
    }

    private void write(Reducer reducer, Optional<Table> reduced, Path file) {
        lanewise.console().write(() -> reduced.ifPresentOrElse(rows -> rows.writeCsv(file), () -> reducer.save(file)));
        lanewise.say(file + ": " + reduced.map(rows -> Figures.count(rows.size()) + " rows of " + reducer.dimensions() + (reducer.dimensions() == 1 ? " component" : " components")).orElse("the model"));
    }

    private static Table numbered(Reducer reducer) {
        Table spectrum = reducer.spectrum();
        int rows = spectrum.names().isEmpty() ? reducer.dimensions() : spectrum.size();
        Table table = Table.empty().with("component", IntStream.rangeClosed(1, rows).asDoubleStream().toArray());
        for (String name : spectrum.names()) table = table.with(name, spectrum.column(name));
        return table;
    }

    private static void requireKind(Path file) {
        if (!isModel(file) && !file.toString().endsWith(".csv")) {
            throw new UsageException("--out: expected a name that ends in .csv or .safetensors, but got " + file);
        }
    }

    private static boolean isModel(Path file) { return file.toString().endsWith(".safetensors"); }
}
