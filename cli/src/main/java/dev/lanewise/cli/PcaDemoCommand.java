package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.plots.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo pca`: principal components from 30 students to 10,000 digits, with the numbers of a published text beside ours.
@Command(name = "pca", header = "Principal components, from 30 students to 10,000 digits, with the numbers of a published text beside ours.")
final class PcaDemoCommand implements Runnable {

    @ParentCommand private DemoCommand demo;
    @Mixin private RunOptions run;

    @Option(names = "--out", paramLabel = "DIR", description = "A directory for the pictures, PNG and SVG.")
    private Optional<Path> out = Optional.empty();

    @Override public void run() {
        out.ifPresent(PictureFolder::require);
        Run circumstances = run.run(demo.lanewise().listener());
        Dataset scores = Datasets.open("students", "").train();
        Reducer ofStudents = reducer(Options.none().with("ddof", 0), scores, circumstances);
        new StudentsStory(ofStudents, scores).chapters().forEach(this::tell);
        DataSource digits = Datasets.open("digits", "");
        DigitsStory story = new DigitsStory(reducer(Options.none(), digits.train(), circumstances), digits, circumstances);
        story.chapters().forEach(this::tell);
        out.ifPresent(folder -> draw(folder, pictures(ofStudents, scores, reducer(Options.none().with("components", story.enough()), digits.train(), circumstances), digits.train())));
    }

    private static Reducer reducer(Options options, Dataset data, Run circumstances) {
        if (ModelRegistry.load().create("pca", options).fit(data, circumstances) instanceof Reducer reducer) return reducer;
        throw new DataException("demo pca: expected a model 'pca' that reduces");
    }

    private static Map<String, Picture> pictures(Reducer ofStudents, Dataset students, Reducer ofDigits, Dataset digits) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        ReductionPictures.of("students", ofStudents, students).all().forEach((name, picture) -> pictures.put("students-" + name, picture));
        ReductionPictures.of("digits", ofDigits, digits).all().forEach((name, picture) -> pictures.put("digits-" + name, picture));
        return pictures;
    }

    private void draw(Path folder, Map<String, Picture> pictures) {
        demo.lanewise().console().write(() -> PictureFolder.write(folder, pictures));
        tell("Drawn: " + PictureFolder.describe(folder, pictures));
    }

    private void tell(String text) {
        PrintWriter out = demo.lanewise().console().out();
        out.println(text);
        out.flush();
    }
}
