package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

/// One sentence, the right exit code, no stack trace, nothing half-written.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Path folder;
    private Path flowers;
    private Path model;

    @BeforeAll void aModelIsTrained(@TempDir Path temporary) throws IOException {
        folder = temporary;
        flowers = Samples.flowers(folder.resolve("flowers.csv"));
        model = folder.resolve("flowers.safetensors");
        assertThat(Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--set", "hidden=4", "--epochs", 1, "--out", model).code()).isZero();
    }

    /// @param sentence a part of it
    private static void refuses(int code, String sentence, Object... arguments) {
        Cli.Result result = Cli.run(arguments);

        assertThat(result.err()).contains(sentence);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    private Path written(String name, String text) throws IOException { return Files.writeString(folder.resolve(name), text); }

    private Path written(String name, byte[] bytes) throws IOException { return Files.write(folder.resolve(name), bytes); }

    /// Training on data that must be refused.
    private void refusesToLearn(String sentence, Object data) {
        Path out = folder.resolve("never.safetensors");
        refuses(FAILED, sentence, "train", "mlp", "--data", data, "--target", "kind", "--out", out);
        assertThat(out).doesNotExist();
    }

    // Names and arguments

    @Test void unknownCommand() { refuses(USAGE, "Did you mean 'train'?", "trian"); }

    @Test void unknownDemo() { refuses(USAGE, "Did you mean 'pca'?", "demo", "pac"); }

    @Test void explainWhatIsNoNetworkOfImages() {
        refuses(USAGE, "explain: expected a network with layers that make maps of images, look around or have gates, but got", "explain", model, "--data", flowers, "--out", folder.resolve("pictures"));
    }

    @Test void demoPicturesInAFile() { refuses(FAILED, "flowers.csv: expected a directory for pictures, but this is a file", "demo", "pca", "--out", flowers); }

    @Test void unknownOption() { refuses(USAGE, "No option of lanewise train is named '--epoch'", "train", "mlp", "--data", "digits", "--epoch", 3, "--out", "x"); }

    @Test void nearestOption() { refuses(USAGE, "Did you mean '--components'?", "reduce", "pca", "--data", "students", "--component=2"); }

    @Test void missingOption() { refuses(USAGE, "Missing required option: '--out=FILE'. 'lanewise train --help' shows what it takes", "train", "mlp", "--data", "digits"); }

    @Test void missingArgument() { refuses(USAGE, "Missing required parameter: 'FILE'", "evaluate", "--data", "digits"); }

    @Test void missingValue() { refuses(USAGE, "Missing required parameter for option '--data' (PATH)", "evaluate", "x.safetensors", "--data"); }

    @Test void superfluousArgument() { refuses(USAGE, "lanewise evaluate: expected no further argument, but got 'twice'", "evaluate", "x", "twice", "--data", "digits"); }

    @Test void numberThatIsNone() { refuses(USAGE, "Invalid value for option '--seed': 'x' is not a long", "train", "mlp", "--data", "digits", "--seed", "x", "--out", "x"); }

    @Test void twoFormats() { refuses(USAGE, "--json, --csv are mutually exclusive", "models", "--json", "--csv"); }

    @Test void unknownModel() { refuses(USAGE, "No model is named 'mpl'.", "train", "mpl", "--data", "digits", "--out", folder.resolve("x.safetensors")); }

    @Test void nearestModel() { refuses(USAGE, "Did you mean 'mlp'?", "summary", "mpl"); }

    @Test void unknownModelOrLayer() { refuses(USAGE, "No model, layer, loss, optimizer or schedule is named 'densee'", "models", "densee"); }

    @Test void unknownSetting() { refuses(USAGE, "No option of mlp is named 'hiden'. There are: accumulate, activation,", "train", "mlp", "--data", flowers, "--set", "hiden=3", "--out", folder.resolve("x")); }

    @Test void settingWithoutValue() { refuses(USAGE, "should be in KEY=VALUE format but was hidden", "train", "mlp", "--data", flowers, "--set", "hidden", "--out", folder.resolve("x")); }

    @Test void settingOfTheWrongType() { refuses(USAGE, "Option 'hidden': expected whole numbers with commas between them, but got \"many\"", "summary", "mlp", "--set", "hidden=many"); }

    @Test void settingOutOfRange() { refuses(USAGE, "MLP: expected dropout in [0, 1), but got 2.0", "summary", "mlp", "--set", "dropout=2"); }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer=adm", "schedule=cosin", "loss=hing", "learning-rate=-1", "class-weights=some", "validate=first", "log=log.txt", "warmup=5 parsecs", "augment=flop"})
    void settingsOfTrainingsAreLookedAtBeforeTheData(String setting) {
        Cli.Result result = Cli.run("train", "mlp", "--data", folder.resolve("no-such-file.csv"), "--set", setting, "--out", folder.resolve("x"));

        assertThat(result.code()).as(result.err()).isEqualTo(USAGE);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test void noEpochs() { refuses(USAGE, "Trainer: expected epochs ≥ 1, but got 0", "train", "mlp", "--data", flowers, "--target", "kind", "--epochs", 0, "--out", folder.resolve("x")); }

    @Test void noThreads() { refuses(USAGE, "expected threads ≥ 1, but got 0", "train", "mlp", "--data", flowers, "--target", "kind", "--threads", 0, "--out", folder.resolve("x")); }

    @Test void unknownKernels() { refuses(USAGE, "No set of kernels is named 'smid'. There are: scalar, simd. Did you mean 'simd'?", "doctor", "--kernels", "smid"); }

    @Test void epochsOfWhatHasNone() { refuses(USAGE, "No option of pca is named 'epochs'", "train", "pca", "--data", "students", "--epochs", 3, "--out", folder.resolve("x")); }

    @Test void reducerThatPredicts() { refuses(USAGE, "mlp: expected a model that reduces", "reduce", "mlp", "--data", flowers, "--target", "kind", "--set", "epochs=1"); }

    @Test void tooManyComponents() { refuses(USAGE, "expected at most 3 components", "reduce", "pca", "--data", "students", "--components", 7); }

    @Test void reducedToAnUnknownKind() { refuses(USAGE, "--out: expected a name that ends in .csv or .safetensors, but got rows.txt", "reduce", "pca", "--data", "students", "--out", "rows.txt"); }

    @Test void picturesInAFile() { refuses(FAILED, "flowers.csv: expected a directory for pictures, but this is a file", "reduce", "pca", "--data", "students", "--pictures", flowers); }

    @Test void reportInAFile() { refuses(FAILED, "flowers.csv: expected a directory for a report, but this is a file", "evaluate", model, "--data", flowers, "--report", flowers); }

    @Test void reportNowhere() {
        Path nowhere = folder.resolve("no").resolve("where");
        refuses(FAILED, nowhere + ": could not be written: there is no directory " + nowhere.getParent(), "train", "mlp", "--data", "digits", "--out", folder.resolve("x"), "--report", nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test void picturesNowhere() {
        Path nowhere = folder.resolve("no").resolve("where");
        refuses(FAILED, nowhere + ": could not be written: there is no directory " + nowhere.getParent(), "reduce", "pca", "--data", "students", "--pictures", nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test void picturesOfAFailure() {
        Path pictures = folder.resolve("never");
        refuses(USAGE, "expected at most 3 components", "reduce", "pca", "--data", "students", "--components", 7, "--pictures", pictures);
        assertThat(pictures).doesNotExist();
    }

    @Test void onlyAnUnknownClass() { refuses(USAGE, "No class is named 'smal'. There are: large, middle, small. Did you mean 'small'?", "reduce", "pca", "--data", flowers, "--target", "kind", "--only", "smal"); }

    @Test void onlyAClassWithoutClasses() { refuses(USAGE, "--only: expected data with classes, but it has none", "reduce", "pca", "--data", "students", "--only", "3"); }

    @Test void reducedWithoutAxes() {
        Path rows = folder.resolve("rows.csv");
        refuses(FAILED, "expected a solver that finds axes, but lsqr only classifies", "reduce", "lda", "--data", flowers, "--target", "kind", "--set", "solver=lsqr", "--out", rows);
        assertThat(rows).doesNotExist();
    }

    @Test void classesWithoutATarget() { refuses(FAILED, "expected a class for every row, but the data has none", "train", "lda", "--data", "students", "--out", folder.resolve("x")); }

    @Test void subspacesThatReduce() { refuses(USAGE, "subspace: expected a model that reduces, but this one predicts", "reduce", "subspace", "--data", flowers, "--target", "kind"); }

    @Test void networkWithoutData() { refuses(USAGE, "mlp: expected --data", "summary", "mlp"); }

    // Data

    @Test void missingData() { refusesToLearn("No file and no embedded data set is named 'nowhere.csv'. There are: dates, digits, sentences, students", "nowhere.csv"); }

    @Test void nearestData() { refusesToLearn("Did you mean 'digits'?", "digit"); }

    @Test void folderWithoutImages() { refusesToLearn("expected a directory with IDX files such as train-images-idx3-ubyte.gz, with CIFAR-10, or with a folder of pictures for each class, but it holds none of them", folder); }

    @Test void truncatedImages() throws IOException {
        Path images = Samples.images(folder.resolve("truncated"));
        byte[] whole = Samples.idxImages(40, 40);
        Files.delete(images.resolve("train-images-idx3-ubyte.gz"));
        Files.write(images.resolve("train-images-idx3-ubyte"), Arrays.copyOf(whole, whole.length - 5));

        refuses(FAILED, "train-images-idx3-ubyte: expected the 1440 bytes of 40 × 6 × 6, but got 1435", "train", "mlp", "--data", images, "--out", folder.resolve("x"));
    }

    @Test void truncatedGzip() throws IOException {
        Path images = Samples.images(folder.resolve("gzip")), file = images.resolve("train-images-idx3-ubyte.gz");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 30));

        refuses(FAILED, "train-images-idx3-ubyte.gz: expected", "train", "mlp", "--data", images, "--out", folder.resolve("x"));
    }

    @Test void lyingImageHeader() throws IOException {
        Path images = Samples.images(folder.resolve("lying"));
        Files.delete(images.resolve("train-images-idx3-ubyte.gz"));
        Files.write(images.resolve("train-images-idx3-ubyte"), Samples.idxImages(40, 2_000_000_000));

        refuses(FAILED, "train-images-idx3-ubyte: expected at most 2³¹ bytes of data, but its header says", "train", "mlp", "--data", images, "--out", folder.resolve("x"));
    }

    @Test void raggedRow() throws IOException { refusesToLearn("ragged.csv, line 3: expected 3 fields", written("ragged.csv", "a,b,kind\n1,2,x\n1,2\n")); }

    @Test void textInANumberColumn() throws IOException {
        refusesToLearn("text.csv, line 3, column \"b\": expected a number, but got \"n/k\"", written("text.csv", "a,b,kind\n1,2,x\n1,n/k,y\n"));
    }

    @Test void textColumnAsAFeature() throws IOException { refusesToLearn("expected", written("names.csv", "a,name,kind\n1,joe,x\n2,jim,y\n")); }

    @Test void emptyTable() throws IOException { refusesToLearn("empty.csv: expected a table, but the file is empty", written("empty.csv", "")); }

    @Test void unknownTarget() { refuses(FAILED, "is named 'kinds'", "train", "mlp", "--data", flowers, "--target", "kinds", "--out", folder.resolve("x")); }

    @Test void unknownColumnToDrop() { refuses(FAILED, "is named 'colour'", "reduce", "pca", "--data", flowers, "--drop", "colour"); }

    @Test void noTarget() { refuses(FAILED, "MLP: expected a target to learn, but the data has none", "train", "mlp", "--data", "students", "--out", folder.resolve("x")); }

    // Descriptions

    @Test void missingDescription() { refuses(FAILED, "nowhere.json: there is no such file", "summary", "nowhere.json"); }

    @Test void brokenDescription() throws IOException { refuses(FAILED, "broken.json, line 2, column ", "summary", written("broken.json", "{\"model\": \"mlp\",\n \"hidden\": [3}")); }

    @Test void descriptionWithoutModel() throws IOException { refuses(FAILED, "expected an option 'model', but it is not there", "summary", written("none.json", "{\"hidden\": 3}")); }

    @Test void unknownModelInADescription() throws IOException { refuses(FAILED, "mpl.json, line 1, column 2: No model is named 'mpl'", "summary", written("mpl.json", "{\"model\": \"mpl\"}")); }

    @Test void unknownOptionInADescription() throws IOException {
        refuses(FAILED, "hiden.json, line 1, column 18: No option of mlp is named 'hiden'", "summary", written("hiden.json", "{\"model\": \"mlp\", \"hiden\": 3}"));
    }

    @Test void unknownLayerInADescription() throws IOException {
        refuses(FAILED, "Did you mean 'dense'?", "summary", written("layer.json",
                "{\"model\": \"network\", \"network\": {\"layer\": \"sequential\", \"layers\": [{\"layer\": \"input\", \"shape\": [2]}, {\"layer\": \"dens\", \"units\": 3}]}}"));
    }

    @Test void shapesThatDoNotFit() throws IOException {
        refuses(FAILED, "layer 2 of 2", "summary", written("shape.json",
                "{\"model\": \"network\", \"network\": {\"layer\": \"sequential\", \"layers\": [{\"layer\": \"input\", \"shape\": [28, 28, 1]}, {\"layer\": \"dense\", \"units\": 3}]}}"));
    }

    // Model files

    @Test void missingModel() { refuses(FAILED, "nowhere.safetensors: there is no such file", "evaluate", "nowhere.safetensors", "--data", flowers); }

    @Test void truncatedModel() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        Path cut = written("cut.safetensors", Arrays.copyOf(whole, whole.length - 9));

        refuses(FAILED, "cut.safetensors: expected", "evaluate", cut, "--data", flowers);
    }

    @Test void modelWithTenGigabytesOfHeader() throws IOException {
        Path file = written("header.safetensors", Samples.safetensors("{}", 10_000_000_000L, 0));

        refuses(FAILED, "header.safetensors: expected a header of at most 100,000,000 bytes, but got 10,000,000,000", "predict", file, "--data", flowers);
    }

    @Test void modelWithOverlappingTensors() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
        Path file = written("overlap.safetensors", Samples.safetensors(header, header.length(), 12));

        refuses(FAILED, "overlap.safetensors, tensor 'b': expected data from byte 8 on, but they begin at", "summary", file);
    }

    @Test void fileThatIsNoModel() throws IOException {
        Path file = written("foreign.safetensors", Samples.safetensors("{}", 2, 0));

        refuses(FAILED, "expected a model of Lanewise", "summary", file);
    }

    @Test void tableOfTheWrongWidth() throws IOException {
        refuses(FAILED, "wide.csv: expected 2 features (length, width), but got 1 of them: \"width\" is missing", "predict", model, "--data", written("wide.csv", "length,depth\n1,2\n"));
    }

    @Test void imagesForAModelOfTables() { refuses(FAILED, "Predict: expected samples of", "predict", model, "--data", "digits"); }

    @Test void tableWithoutTheTarget() throws IOException {
        refuses(FAILED, "Evaluate: expected the target 'kind' in the data, but it is not there", "evaluate", model, "--data", written("blind.csv", "length,width\n1,2\n"));
    }

    @Test void classThatTheModelDoesNotKnow() throws IOException {
        refuses(FAILED, "strange.csv, line 2, column \"kind\": expected one of the classes large, middle, small, but got \"huge\"",
                "evaluate", model, "--data", written("strange.csv", "length,width,kind\n1,2,huge\n"));
    }

    // Places to write to

    @Test void directoryThatIsNotThere() {
        refuses(FAILED, "could not be written: there is no directory", "train", "mlp", "--data", flowers, "--target", "kind", "--out", folder.resolve("no/x.safetensors"));
    }

    @Test void directoryInPlaceOfAFile() {
        refuses(FAILED, "expected a file to write, but this is a directory", "predict", model, "--data", flowers, "--out", folder);
    }

    /// The temporary file's name is too long for the file system, so writing fails at the last moment.
    @Test void oldFileSurvivesWhenTheNewOneCannotBeWritten() throws IOException {
        Path crowded = Files.createDirectory(folder.resolve("crowded"));
        Path old = Files.writeString(crowded.resolve("m".repeat(238) + ".safetensors"), "old");

        Cli.Result result = Cli.run("train", "mlp", "--data", flowers, "--target", "kind", "--epochs", 1, "--quiet", "--out", old);

        assertThat(result.code()).isEqualTo(FAILED);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("could not be written: ", "The old file is unchanged");
        assertThat(old).hasContent("old");
        assertThat(crowded).isDirectoryContaining(old::equals);
        assertThat(crowded.toFile().list()).hasSize(1);
    }

    // What stands behind a sentence

    @Test void debugShowsTheStackTrace() {
        Cli.Result result = Cli.run("evaluate", "nowhere.safetensors", "--data", flowers, "--debug");

        assertThat(result.code()).isEqualTo(FAILED);
        assertThat(result.err()).contains("there is no such file", "\tat dev.lanewise");
    }
}
