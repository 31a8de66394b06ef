package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One backend, many callers, the same bits for all of them.
@Timeout(60)
class ManyCallersTest {

    private static final int M = 131;
    private static final int N = 97;
    private static final int K = 301;
    private static final int CALLERS = 8;
    private static final int ROUNDS = 20;

    private final Backend backend = Backend.of(3);
    private final float[] a = random(M * K);
    private final float[] b = random(K * N);
    private final float[] expected = work(Backend.of(1));

    @Test
    void platformThreads() throws Exception {
        everyCallerGetsTheSameBits(Executors.newFixedThreadPool(CALLERS));
    }

    @Test
    void virtualThreads() throws Exception {
        everyCallerGetsTheSameBits(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void aForkJoinPool() throws Exception {
        everyCallerGetsTheSameBits(new ForkJoinPool(2));
    }

    @Test
    void tasksOfTheBackendItself() {
        float[][] results = new float[CALLERS][];
        for (int round = 0; round < ROUNDS; round++) {
            backend.parallel(CALLERS, 1, (from, to) -> {
                for (int i = from; i < to; i++) results[i] = work(backend);
            });
            assertThat(List.of(results)).allSatisfy(result -> assertThat(result).isEqualTo(expected));
        }
    }

    @Test
    void anInterruptedCaller() {
        Thread.currentThread().interrupt();
        float[] result = work(backend);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(expected);
    }

    private void everyCallerGetsTheSameBits(ExecutorService pool) throws Exception {
        Callable<Void> caller = () -> {
            for (int round = 0; round < ROUNDS; round++) assertThat(work(backend)).isEqualTo(expected);
            return null;
        };
        try (pool) {
            for (Future<Void> future : pool.invokeAll(Collections.nCopies(CALLERS, caller))) future.get();
        }
    }

    /// A product whose rows then go through softmax and a sum of squares, in ranges of an odd number of rows.
    private float[] work(Backend on) {
        float[] c = new float[M * N + M];
        on.gemm(false, false, M, N, K, 1f, a, 0, K, b, 0, N, 0f, c, 0, N);
        on.parallel(M, 3, (from, to) -> {
            for (int i = from; i < to; i++) {
                on.kernels().rows().softmax(c, i * N, c, i * N, N);
                c[M * N + i] = on.kernels().elements().dot(c, i * N, c, i * N, N);
            }
        });
        return c;
    }

    private static float[] random(int n) {
        var random = new Random(7);
        float[] array = new float[n];
        for (int i = 0; i < n; i++) array[i] = random.nextFloat() - 0.5f;
        return array;
    }
}
