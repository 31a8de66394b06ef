package dev.lanewise.images;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where pictures lie: a folder for each class with pictures at any depth, or pictures without a class.
///
/// @param folder what was opened, for messages
/// @param classes the names of the folders in alphabetical order, or those that a model knows; empty without classes
record PictureTree(Path folder, List<String> classes, List<LabelledFile> files) {

    private static final String TRAIN = "train";

    /// Whether somebody would call this pictures: a file, or a folder with pictures in it or one level (of a part for training: two levels) below.
    static boolean isOne(Path path) {
        if (!Files.isDirectory(path)) return ImageFile.isCalledLikeOne(path);
        return holdsPictures(path) || folders(path).stream().anyMatch(PictureTree::holdsPictures) || folders(path.resolve(TRAIN)).stream().anyMatch(PictureTree::holdsPictures);
    }

    private static boolean holdsPictures(Path folder) { return listed(folder).stream().anyMatch(file -> Files.isRegularFile(file) && ImageFile.isCalledLikeOne(file)); }

    private static List<Path> folders(Path folder) { return listed(folder).stream().filter(Files::isDirectory).toList(); }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + ": could not be read: " + e.getMessage(), e);
        }
    }

    /// A folder for each class.
    static PictureTree of(Path folder) {
        List<String> classes = folders(folder).stream().filter(inner -> !pictures(inner).isEmpty()).map(inner -> inner.getFileName().toString()).toList();
        if (classes.isEmpty()) throw new DataException(folder + ": expected a folder of pictures for each class, but got " + (Files.isDirectory(folder) ? "none" : "a file"));
        return of(folder, classes);
    }

    private static PictureTree of(Path folder, List<String> classes) {
        List<LabelledFile> files = new ArrayList<>();
        for (Path inner : folders(folder)) {
            List<Path> pictures = pictures(inner);
            int label = classes.indexOf(inner.getFileName().toString());
            if (label < 0 && !pictures.isEmpty()) {
                throw new DataException(inner + ": expected one of the classes " + String.join(", ", classes) + " as the name of the folder, but got " + inner.getFileName());
            }
            for (Path picture : pictures) files.add(new LabelledFile(picture, name(folder, picture), label));
        }
        return new PictureTree(folder, classes, files);
    }

    private static String name(Path folder, Path picture) { return folder.relativize(picture).toString().replace('\\', '/'); }

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && ImageFile.isCalledLikeOne(file)).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + ": could not be read: " + e.getMessage(), e);
        }
    }

    /// The part to learn from: what lies in `train`, or all.
    static PictureTree train(Path folder) { return of(isDivided(folder) ? folder.resolve(TRAIN) : folder); }

    private static boolean isDivided(Path folder) { return folders(folder.resolve(TRAIN)).stream().anyMatch(PictureTree::holdsPictures); }

    /// The part to judge by: what lies beside `train` in `test`, `validation` or `val`.
    static Optional<PictureTree> test(Path folder, List<String> classes) {
        if (!isDivided(folder)) return Optional.empty();
        return Stream.of("test", "validation", "val").map(folder::resolve).filter(Files::isDirectory).findFirst().map(part -> of(part, classes));
    }

    /// One picture, a folder of them, or a folder for each class of a model.
    static PictureTree like(Path path, Target target) {
        if (!Files.isDirectory(path)) return new PictureTree(path, List.of(), List.of(new LabelledFile(path, path.getFileName().toString(), 0)));
        boolean labelled = target.kind() == Target.Kind.CLASS && !holdsPictures(path);
        if (labelled) return test(path, target.classes()).orElseGet(() -> of(isDivided(path) ? path.resolve(TRAIN) : path, target.classes()));
        return new PictureTree(path, List.of(), pictures(path).stream().map(picture -> new LabelledFile(picture, name(path, picture), 0)).toList());
    }

    Target target() { return classes.isEmpty() ? Target.none() : Target.classes("label", classes); }
}
