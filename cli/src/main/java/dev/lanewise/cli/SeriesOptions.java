package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.series.Forecaster;
import dev.lanewise.core.series.Gaps;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.spi.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// A series and how it is looked at, as options.
final class SeriesOptions {

    @Option(names = "--data", paramLabel = "CSV", required = true, description = "A CSV file with a row a step.")
    private Path data;

    @Option(names = "--time", paramLabel = "COLUMN", description = "The column of times; without one the rows are taken as equally far apart.")
    private Optional<String> time = Optional.empty();

    @Option(names = "--target", paramLabel = "COLUMN", description = "A column to forecast (all); may be given several times. The others are looked at.")
    private List<String> targets = new ArrayList<>();

    @Option(names = "--drop", paramLabel = "COLUMN", description = "A column to leave out; may be given several times.")
    private List<String> drop = new ArrayList<>();

    @Option(names = "--known", paramLabel = "COLUMN", description = "A column that is known ahead, such as holidays: the last rows, at least as many as --steps, have it and nothing else. May be given several times.")
    private List<String> known = new ArrayList<>();

    @Option(names = "--gaps", paramLabel = "HOW", defaultValue = "reject", description = "What to do about missing steps and cells: reject, last, interpolate (${DEFAULT-VALUE}).")
    private String gaps;

    @Option(names = "--look-back", paramLabel = "N", defaultValue = "24", description = "How many steps are looked at (${DEFAULT-VALUE}).")
    private int lookBack;

    @Option(names = "--horizon", paramLabel = "N", description = "How many steps are said at once (as many as --steps); the others are said from the forecast itself.")
    private Optional<Integer> horizon = Optional.empty();

    @Option(names = "--scaling", paramLabel = "HOW", defaultValue = "standard", description = "What is done to the variables and undone in the forecast: none, standard, min-max, log (${DEFAULT-VALUE}).")
    private String scaling;

    @Option(names = "--anchored", description = "Count values from the last one looked at, so that a new level is no news.")
    private boolean anchored;

    @Option(names = "--season", paramLabel = "N", defaultValue = "0", description = "Steps in a season, for the seasonal naive baseline (what the times suggest).")
    private int season;

    @Option(names = "--interval", paramLabel = "HOW", defaultValue = "none", description = "Bounds around the forecast: none, ensemble, quantiles (${DEFAULT-VALUE}).")
    private String interval;

    @Option(names = "--level", paramLabel = "SHARE", defaultValue = "0.9", description = "How much of the truth should lie within the bounds (${DEFAULT-VALUE}).")
    private double level;

    /// What is read, as it was asked for.
    String name() { return data.toString(); }

    /// @param steps how many are to be said, and seen of columns that are known ahead
    /// @throws DataException if the file or the series is broken
    TimeSeries read(int steps) {
        if (!(level > 0 && level < 1)) throw new UsageException("--level: expected a share in (0, 1), but got " + level);
        if (!Files.exists(data)) throw new DataException(data + ": there is no such file");
        Table table = Table.readCsv(data).drop(drop.toArray(String[]::new));
        if (known.isEmpty()) return series(table);
        if (lookBack < steps) throw new UsageException("--look-back: expected at least " + steps + " steps, which are said, to see all that is known of them, but got " + lookBack);
        KnownAhead ahead = new KnownAhead(table, known, time);
        TimeSeries series = series(ahead.past());
        for (String name : known) series = series.knownAhead(name, steps, ahead.values(name));
        return series;
    }

    private TimeSeries series(Table table) { return time.isPresent() ? TimeSeries.read(table, time.get(), gaps()) : TimeSeries.of(table, gaps()); }

    private Gaps gaps() {
        return switch (gaps) {
            case "reject" -> Gaps.REJECT;
            case "last" -> Gaps.LAST;
            case "interpolate" -> Gaps.INTERPOLATE;
            case String other -> throw new UsageException(Names.unknown("way to fill gaps", other, List.of("reject", "last", "interpolate")));
        };
    }

    /// The forecaster of these options around this model.
    Forecaster forecaster(Recipe recipe, int steps) {
        recipe.estimator();                                                              // complains about its own options in its own words
        Options options = Options.none().with("of", recipe.options().with("model", recipe.model())).with("look-back", lookBack).with("horizon", horizon.orElse(steps))
                .with("targets", String.join(",", targets)).with("anchored", anchored).with("scaling", scaling.toLowerCase(Locale.ROOT)).with("season", season).with("interval", interval).with("level", level);
        if (new Recipe("", "forecast", options).estimator() instanceof Forecaster forecaster) return forecaster;
        throw new DataException("forecast: expected a model named 'forecast' in " + ModelRegistry.load().names());
    }
}
