package dev.lanewise.images;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.DataReader;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.spi.Option;
import dev.lanewise.linalg.Backend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Pictures in files as samples: a folder for each class, or files without a class.
///
/// |        | shape                       |                              |
/// |--------|-----------------------------|------------------------------|
/// | input  | `[height, width, channels]` | 0 … 255, one channel if grey |
/// | target | `[]`                        | the number of the folder in alphabetical order; none without folders |
///
/// Every file is decoded once when the folder is opened, by all threads, to find out which ones are broken. What was decoded stays in memory
/// up to a quarter of what Java may use; pictures beyond that are decoded again whenever they are read, which is safe from many threads.
public final class ImageFolder implements Dataset {

    private final Schema schema;
    private final ImageForm form;
    private final List<LabelledFile> files;
    private final byte[][] kept;                              // empty where there was no room

    private ImageFolder(Schema schema, ImageForm form, List<LabelledFile> files, byte[][] kept) {
        this.schema = schema;
        this.form = form;
        this.files = files;
        this.kept = kept;
    }

    /// The sound pictures of a folder that holds a folder for each class.
    ///
    /// @throws DataException if there are no classes or no sound pictures
    public static ImageFolder read(Path folder, ImageForm form) {
        return decoded(PictureTree.of(folder), form, Broken.LEFT_OUT).folder();
    }

    /// What to do with files that cannot be decoded: leave them out, or refuse to go on.
    enum Broken { LEFT_OUT, REFUSED }

    /// A folder and what was left out of it.
    private record Decoded(ImageFolder folder, List<String> leftOut) { }

    private static Decoded decoded(PictureTree tree, ImageForm form, Broken broken) {
        Decoder decoder = new Decoder(tree.files(), form, Runtime.getRuntime().maxMemory() / 4);
        decoder.run(Backend.standard());
        if (broken == Broken.REFUSED && !decoder.complaints().isEmpty()) throw new DataException(decoder.complaints().getFirst());
        if (decoder.sound().isEmpty()) throw new DataException(tree.folder() + ": expected sound pictures, but all " + tree.files().size() + " are broken, the first one: " + decoder.complaints().getFirst());
        Schema schema = new Schema(List.of(form.shape()), List.of(), tree.target());
        return new Decoded(new ImageFolder(schema, form, decoder.sound(), decoder.kept()), decoder.complaints());
    }

    @Override public int size() { return files.size(); }

    @Override public Schema schema() { return schema; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        byte[] picture = picture(row);
        for (int i = 0; i < picture.length; i++) to[toFrom + i] = Byte.toUnsignedInt(picture[i]);
    }

    private byte[] picture(int row) { return kept[row].length > 0 ? kept[row] : ImageFile.read(files.get(row).file()).in(form); }

    @Override public void readTarget(int row, float[] to, int toFrom) {
        if (schema.target().kind() == Schema.Target.Kind.CLASS) to[toFrom] = files.get(row).label();
    }

    /// The file as it was found: `cat/tom.png`
    @Override public String name(int row) { return files.get(row).name(); }

    @Override public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(schema.toString().getBytes(StandardCharsets.UTF_8));
            for (int row = 0; row < size(); row++) {
                digest.update((files.get(row).name() + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(picture(row));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("ImageFolder: every Java has SHA-256", e);
        }
    }

    @Override public String toString() { return "ImageFolder[" + size() + " × " + schema.input() + "]"; }

    /// Finds pictures by their paths: a folder with a folder of pictures for each class, perhaps below `train` and `test`; to predict, also a folder of
    /// pictures or a single one.
    ///
    /// Where one learns, broken pictures are left out, and the description counts them. Where one predicts or judges, the first one is an error.
    public static final class Reader implements DataReader {

        public Reader() { }

        @Override public boolean reads(Path path) { return PictureTree.isOne(path); }

        @Override public DataSource open(Path path, Options options) {
            Option.check("pictures", options, List.of(new Option("size", Option.Type.INTEGER, "", "≥ 1", "The side in pixels.")));
            PictureTree train = PictureTree.train(path);
            Optional<PictureTree> test = PictureTree.test(path, train.classes());
            ImageForm form = form(train, options);
            Decoded learned = decoded(train, form, Broken.LEFT_OUT);
            Optional<Decoded> judged = test.map(tree -> decoded(tree, form, Broken.LEFT_OUT));
            List<String> leftOut = Stream.concat(learned.leftOut().stream(), judged.stream().flatMap(it -> it.leftOut().stream())).toList();
            return new DataSource(learned.folder(), judged.map(Decoded::folder), describe(path, learned.folder(), judged.map(Decoded::folder), leftOut));
        }

        private static ImageForm form(PictureTree tree, Options options) {
            int side = options.integer("size", 0);
            if (side < 0 || side == 0 && options.has("size")) throw new DataException("pictures: expected size ≥ 1, but got " + side);
            return Decoder.form(tree, side, Backend.standard());
        }

        private static String describe(Path path, ImageFolder train, Optional<ImageFolder> test, List<String> leftOut) {
            String tested = test.map(folder -> ", and " + folder.size() + " to test").orElse("");
            String broken = leftOut.isEmpty() ? "" : "; " + leftOut.size() + " broken " + (leftOut.size() == 1 ? "picture was" : "pictures were") + " left out, the first one: " + leftOut.getFirst();
            return train.size() + " pictures " + train.schema.input() + " of " + train.schema.target().classes().size() + " classes from " + path + tested + broken;
        }

        @Override public Dataset like(Path path, Schema schema) {
            if (schema.inputs().size() != 1 || schema.input().rank() != 3) throw new DataException(path + ": expected data for a model with inputs " + schema.inputs() + ", which no picture can be");
            int[] extents = schema.input().extents();
            if (extents[2] != 1 && extents[2] != 3) throw new DataException(path + ": expected a model of pictures in grey or three colours, but it takes " + extents[2] + " channels");
            return decoded(PictureTree.like(path, schema.target()), new ImageForm(extents[0], extents[1], extents[2]), Broken.REFUSED).folder();
        }
    }
}
