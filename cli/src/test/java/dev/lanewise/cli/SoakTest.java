package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole life of models, again and again: learn, stop, go on from the checkpoint, save, load, predict from many threads at once, delete. Nothing piles up: heap,
/// file handles and threads are after the last round what they were after the first ones.
///
/// The build lives through three rounds; `-Psoak` through five minutes of them, and `-Dlanewise.soak=3600` through an hour.
class SoakTest {

    private static final long SECONDS = Long.getLong("lanewise.soak", 0);
    private static final int CALLERS = 8;

    /// A kind of model and few data for it.
    ///
    /// @param resumes whether a training saves checkpoints
    private record Life(String model, Options options, Dataset data, boolean resumes) { }

    /// What a process holds on to.
    private record Holdings(long heap, long handles, int threads) {

        static Holdings now() throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(50);
            }
            long handles = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system ? system.getOpenFileDescriptorCount() : 0;
            return new Holdings(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), handles, Thread.activeCount());
        }
    }

    @Test void nothingPilesUp(@TempDir Path folder) throws IOException, InterruptedException, ExecutionException {
        List<Life> lives = lives(folder);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        List<Holdings> rounds = new ArrayList<>();

        do {
            for (Life life : lives) live(life, folder.resolve("life"), rounds.size());
            rounds.add(Holdings.now());
        } while (rounds.size() < 3 || System.nanoTime() < end);

        Holdings early = rounds.get(Math.min((rounds.size() - 1) / 2, 5)), last = rounds.getLast();
        System.out.println("Soak: " + rounds.size() + " rounds of " + lives.size() + " models, at first " + early + ", at last " + last);
        assertThat(last.handles()).as(rounds.toString()).isLessThanOrEqualTo(early.handles() + 2);
        assertThat(last.threads()).as(rounds.toString()).isLessThanOrEqualTo(early.threads() + 2);
        if (rounds.size() > 10) assertThat(last.heap()).as(rounds.toString()).isLessThan(early.heap() + 16_000_000);
    }

    private static List<Life> lives(Path folder) throws IOException {
        Dataset flowers = Datasets.open(Samples.flowers(folder.resolve("flowers.csv")).toString(), "kind").train();
        Dataset images = Datasets.open(Samples.images(folder.resolve("images")).toString(), "").train();
        Dataset text = Datasets.open(Files.writeString(folder.resolve("text.txt"), "the cat sat on the mat.\n".repeat(200)).toString(), "").train();
        Options epochs = Options.none().with("epochs", 2);
        return List.of(
                new Life("mlp", epochs.with("hidden", List.of(4)), flowers, true),
                new Life("mlp", epochs.with("batch-size", 8).with("hidden", List.of(3)), images, true),
                new Life("char-lm", epochs.with("units", List.of(4)), text, true),
                new Life("pca", Options.none(), Datasets.open("students", "").train(), false),
                new Life("nmf", Options.none().with("components", 2), Datasets.open("students", "").train(), false),
                new Life("lda", Options.none(), flowers, false),
                new Life("logistic-regression", Options.none(), flowers, false));
    }

    private static void live(Life life, Path folder, int round) throws IOException, InterruptedException, ExecutionException {
        Files.createDirectory(folder);
        Options options = life.resumes() ? life.options().with("checkpoint", folder.resolve("saved").toString()).with("existing", "resume") : life.options();
        if (life.resumes()) fit(life, options, 3 + round % 5);
        Model learned = fit(life, options, Integer.MAX_VALUE);
        Path file = folder.resolve("model.safetensors");
        learned.save(file);
        String expected = rows(learned, life.data());

        Model loaded = ModelRegistry.load().read(file);

        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int call = 0; call < 4 * CALLERS; call++) answers.add(callers.submit(() -> rows(loaded, life.data())));
            for (Future<String> answer : answers) assertThat(answer.get()).isEqualTo(expected);
        }
        delete(folder);
    }

    /// @param steps after which somebody wants the training to end
    private static Model fit(Life life, Options options, int steps) {
        AtomicInteger told = new AtomicInteger();
        Run run = Run.standard().listener(new Progress.Listener() {
            @Override public void onProgress(Progress progress) { told.incrementAndGet(); }

            @Override public boolean wantsToStop() { return told.get() >= steps; }
        });
        return ModelRegistry.load().create(life.model(), options).fit(life.data(), run);
    }

    private static String rows(Model model, Dataset data) {
        StringBuilder text = new StringBuilder();
        model.predict(data, Run.standard().threads(1)).writeCsv(text);
        return text.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
