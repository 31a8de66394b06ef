package dev.lanewise.core.train;

import static dev.lanewise.core.train.LongTraining.NETWORK;
import static dev.lanewise.core.train.LongTraining.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What many threads do at once.
class SharedModelTest {

    private static final int THREADS = 8;

    /// `-Dlanewise.predictions=1000000` asks so many times; the build asks fewer.
    private static final int CALLS = Math.max(20_000, Integer.getInteger("lanewise.predictions", 0));

    @Test void manyThreadsAskOneModelAndGetTheAnswersOfOneThread() throws InterruptedException, ExecutionException {
        TrainedNetwork model = LongTraining.trainer(3).fit(NETWORK, samples(100));
        List<Tensor> questions = new ArrayList<>();
        for (int i = 0; i < 97; i++) questions.add(question(1 + i % 5, i));
        float[][] answers = questions.stream().map(question -> model.predict(question).toArray()).toArray(float[][]::new);

        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Long>> wrong = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) wrong.add(threads.submit(() -> wrong(model, questions, answers)));

            for (Future<Long> each : wrong) assertThat(each.get()).as("answers that differ").isZero();
        }
    }

    private static Tensor question(int rows, int number) {
        float[] values = new float[rows * 4];
        for (int j = 0; j < values.length; j++) values[j] = (float) Math.sin(number * 31 + j);
        return Tensor.of(Shape.of(rows, 4), values);
    }

    private static long wrong(TrainedNetwork model, List<Tensor> questions, float[][] answers) {
        long wrong = 0;
        for (int call = 0; call < CALLS / THREADS; call++) {
            int i = call % answers.length;
            if (!Arrays.equals(model.predict(questions.get(i)).toArray(), answers[i])) wrong++;
        }
        return wrong;
    }

    @Test void oneTwoThreeAndFourThreadsWriteTheSameFile(@TempDir Path folder) throws IOException {
        Trainer trainer = LongTraining.trainer(3).batchSize(200).prefetch(true);
        List<byte[]> files = new ArrayList<>();
        for (int threads = 1; threads <= 4; threads++) {
            Path file = folder.resolve(threads + ".safetensors");
            trainer.fit(NETWORK, samples(1000), Run.standard().threads(threads)).save(file);
            files.add(Files.readAllBytes(file));
        }

        assertThat(files).allSatisfy(file -> assertThat(file).isEqualTo(files.getFirst()));
    }
}
