package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.series.Forecast;
import dev.lanewise.core.series.ForecastModel;
import dev.lanewise.core.series.Forecaster;
import dev.lanewise.core.series.SeriesReport;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.plots.ForecastCharts;
import dev.lanewise.plots.Panels;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.StepMaps;
import dev.lanewise.plots.report.ForecastReport;
import dev.lanewise.plots.report.ProvenanceSection;
import dev.lanewise.plots.report.WorkSections;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `forecast`: says how a series goes on, and how well it would have said so before, beside the baselines.
@Command(name = "forecast", header = "Say how a series goes on, beside what it has to beat.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise forecast lstm --data airline.csv --time Month --look-back 24 --steps 12 --set units=16 --epochs 100 --out next.csv --plot next.png",
    "  lanewise forecast mlp --data sunspots.csv --time Month --look-back 132 --season 132 --steps 12 --save sunspots.safetensors",
    "  lanewise forecast mlp --data sales.csv --time month --set hidden=32 --interval quantiles --report sales-report",
    "  lanewise forecast sunspots.safetensors --data newer.csv --time Month --steps 12"})
final class ForecastCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private RecipeOptions model;
    @Mixin private RunOptions run;
    @Mixin private SeriesOptions series;
    @Mixin private ReportOption report;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "12", description = "How many steps to say (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--test", paramLabel = "SHARE", defaultValue = "0.2", description = "The last part of the series, which is judged before the whole of it is learned from (${DEFAULT-VALUE}); 0 for none.")
    private double test;

    @Option(names = "--out", paramLabel = "CSV", description = "A file for the forecast instead of standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "A picture of the end of the series and the forecast: FILE.png or FILE.svg.")
    private Optional<Path> plot = Optional.empty();

    @Option(names = "--gates", paramLabel = "FILE", description = "A picture of what the gates of a recurrent model do while it reads the end of the series: FILE.png or FILE.svg.")
    private Optional<Path> gates = Optional.empty();

    @Option(names = "--save", paramLabel = "FILE", description = "A model file to write: FILE.safetensors.")
    private Optional<Path> save = Optional.empty();

    private Optional<SeriesReport> judged = Optional.empty();

    @Override public void run() {
        OutputFile.requirePicture("--plot", plot);
        OutputFile.requirePicture("--gates", gates);
        OutputFile.require(List.of(model.name(), series.name()), out, plot, gates, save);
        report.require();
        if (steps < 1) throw new UsageException("--steps: expected at least 1 step, but got " + steps);
        if (!(test >= 0 && test < 1)) throw new UsageException("--test: expected a share in [0, 1), but got " + test);
        TimeSeries known = series.read(steps);
        ForecastModel learned = model.isTrained() ? trained(known) : learned(known);
        Optional<Picture> traced = gates.map(_ -> gates(learned, known));
        Forecast forecast = learned.forecast(known, steps);
        save.ifPresent(file -> lanewise.console().write(() -> learned.save(file)));
        plot.ifPresent(file -> lanewise.console().write(() -> ForecastCharts.of(learned.name(), known, forecast).save(file)));
        traced.ifPresent(picture -> lanewise.console().write(() -> picture.save(gates.orElseThrow())));
        tell(forecast.table());
        report.write(lanewise, () -> ForecastReport.of(learned.name(), known, forecast, judged).with(WorkSections.of(learned, known)).with(ProvenanceSection.of(learned.content(), run.run(Progress.Listener.silent()), "Lanewise " + Version.number())));
    }

    private static Picture gates(ForecastModel learned, TimeSeries known) {
        List<StepMaps> layers = WorkSections.pictures(learned, known).stream().flatMap(pictures -> pictures.gates().stream().map(pictures::strips)).toList();
        if (layers.isEmpty()) throw new UsageException("--gates: expected a recurrent model, such as lstm, gru or rnn, but got " + learned.name() + ". Leave --gates away");
        return layers.size() == 1 ? layers.getFirst() : Panels.of("", 1, layers);
    }

    /// A model from a file is judged by the last part of the series, which it may have learned from.
    private ForecastModel trained(TimeSeries known) {
        if (!(ModelRegistry.load().read(model.file()) instanceof ForecastModel learned)) throw new DataException(model.file() + ": expected a forecast model, which 'forecast --save' writes");
        if (test > 0) report(learned.report(known, firstJudged(known)));
        return learned;
    }

    private ForecastModel learned(TimeSeries known) {
        Forecaster forecaster = series.forecaster(model.recipe(), steps);
        if (test > 0) {
            TimeSeries first = known.slice(0, firstJudged(known));
            report(forecaster.fit(first, announced("Learning from " + first + ", judging by the rest")).report(known, firstJudged(known)));
        }
        return forecaster.fit(known, announced("Learning from " + known));
    }

    private Run announced(String sentence) { return run.run(Announcement.of(lanewise, sentence)); }

    private int firstJudged(TimeSeries known) { return (int) ((1 - test) * known.length()); }

    /// Not among the results, so that these can go on in a pipe; never silent either.
    private void report(SeriesReport report) {
        lanewise.console().err().println(report);
        judged = Optional.of(report);
    }

    private void tell(Table forecast) {
        if (out.isPresent()) lanewise.console().write(() -> forecast.writeCsv(out.get()));
        else forecast.writeCsv(lanewise.console().out());
    }
}
