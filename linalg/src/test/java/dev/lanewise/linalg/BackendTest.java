package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 100, 7", "3, 100, 7", "4, 3, 1", "4, 1000, 64", "4, 5, 100", "3, 2147483647, 1000000000"})
    void rangesCoverEveryItemOnceAndStartAtWholeGrains(int threads, int count, int grain) {
        List<int[]> ranges = new ArrayList<>();

        Backend.of(threads).parallel(count, grain, (from, to) -> {
            synchronized (ranges) {
                ranges.add(new int[] {from, to});
            }
        });

        ranges.sort((a, b) -> a[0] - b[0]);
        assertThat(ranges).hasSizeLessThanOrEqualTo(threads == 1 ? 1 : 8 * threads);
        assertThat(ranges.getFirst()[0]).isZero();
        assertThat(ranges.getLast()[1]).isEqualTo(count);
        for (int i = 0; i < ranges.size(); i++) {
            assertThat(ranges.get(i)[0] % grain).isZero();
            assertThat(ranges.get(i)[0]).isLessThan(ranges.get(i)[1]);
            if (i > 0) assertThat(ranges.get(i)[0]).isEqualTo(ranges.get(i - 1)[1]);
        }
    }

    @Test
    void nothingToDoRunsNothing() {
        Backend.of(2).parallel(0, 1, (from, to) -> {
            throw new AssertionError("called");
        });
    }

    @Test
    void theFirstExceptionInTheOrderOfTheRangesReachesTheCaller() {
        Backend backend = Backend.of(4);

        assertThatThrownBy(() -> backend.parallel(4, 1, (from, to) -> {
            if (from > 0) throw new IllegalStateException("range " + from);
        })).isInstanceOf(IllegalStateException.class).hasMessage("range 1");

        var visits = new AtomicIntegerArray(4);                       // and the backend still works
        backend.parallel(4, 1, (from, to) -> IntStream.range(from, to).forEach(visits::incrementAndGet));
        assertThat(visits.toString()).isEqualTo("[1, 1, 1, 1]");
    }

    @Test
    void nestedAndSimultaneousCallsNeverWaitForEachOther() {
        Backend backend = Backend.of(3);
        var visits = new AtomicIntegerArray(64);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (var pool = Executors.newFixedThreadPool(8)) {
                Callable<Void> caller = () -> {
                    for (int round = 0; round < 200; round++) {
                        backend.parallel(8, 1, (from, to) -> {
                            for (int i = from; i < to; i++) {
                                int row = i * 8;
                                backend.parallel(8, 1, (a, b) -> IntStream.range(a, b).forEach(j -> visits.incrementAndGet(row + j)));
                            }
                        });
                    }
                    return null;
                };
                for (Future<Void> future : pool.invokeAll(java.util.Collections.nCopies(8, caller))) future.get();
            }
        });

        assertThat(IntStream.range(0, 64).map(visits::get)).containsOnly(8 * 200);
    }

    @Test
    void helpersWakeUpAgainAfterTheySlept() throws InterruptedException {
        Backend backend = Backend.of(2);
        for (int round = 0; round < 5; round++) {
            var visits = new AtomicIntegerArray(2);
            backend.parallel(2, 1, (from, to) -> IntStream.range(from, to).forEach(visits::incrementAndGet));
            assertThat(visits.toString()).isEqualTo("[1, 1]");
            Thread.sleep(5);
        }
    }

    @Test
    void borrowedArraysAreLargeEnoughAndComeBack() {
        Backend backend = Backend.of(1);
        float[] floats = backend.borrowFloats(1000);
        double[] doubles = backend.borrowDoubles(0);
        backend.giveBack(floats);
        backend.giveBack(doubles);

        assertThat(floats).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(backend.borrowFloats(900)).isSameAs(floats);
        assertThat(backend.borrowFloats(900)).isNotSameAs(floats);
        backend.giveBack(new float[3]);
    }

    @Test
    void anArrayThatIsGivenBackTwiceIsNotLentTwice() {
        Backend backend = Backend.of(1);
        float[] small = backend.borrowFloats(1000);
        double[] large = backend.borrowDoubles((1 << 20) + 1);
        backend.giveBack(small);
        backend.giveBack(large);

        assertThatThrownBy(() -> backend.giveBack(small)).isInstanceOf(AssertionError.class).hasMessageContaining("given back twice");
        assertThatThrownBy(() -> backend.giveBack(large)).isInstanceOf(AssertionError.class).hasMessageContaining("given back twice");
    }

    @Test
    void onlyAFewIdleArraysAreKept() {
        Backend backend = Backend.of(1);
        List<float[]> lent = new ArrayList<>();
        for (int i = 0; i < 20; i++) lent.add(backend.borrowFloats(1000));
        lent.forEach(backend::giveBack);

        long known = IntStream.range(0, 20).filter(i -> {
            float[] again = backend.borrowFloats(1000);
            return lent.stream().anyMatch(array -> array == again);
        }).count();
        assertThat(known).isEqualTo(8);
    }

    @Test
    void wrongArgumentsGetOneClearSentence() {
        Backend backend = Backend.of(1);
        float[] six = new float[6];

        assertThatThrownBy(() -> backend.gemm(false, false, 2, 2, 3, 1, six, 1, 3, six, 0, 2, 0, six, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gemm: expected A [2 × 3] from 1 with leading dimension 3 inside its array, but the array has 6 elements");
        assertThatThrownBy(() -> backend.gemm(false, false, 2, 2, 3, 1, six, 0, 3, six, 0, 2, 0, six, 0, 1))
                .hasMessage("gemm: expected a leading dimension ≥ 2 for C [2 × 2], but got 1");
        assertThatThrownBy(() -> backend.gemm(false, false, -1, 2, 3, 1, six, 0, 3, six, 0, 2, 0, six, 0, 1))
                .hasMessage("gemm: expected m, n and k ≥ 0, but got m = -1, n = 2, k = 3");
        assertThatThrownBy(() -> backend.gemv(false, 2, 3, 1, six, 0, 3, six, 4, 0, six, 0))
                .hasMessage("gemv: expected x [1 × 3] from 4 with leading dimension 3 inside its array, but the array has 6 elements");
        assertThatThrownBy(() -> backend.gemv(true, 2, -3, 1, six, 0, 3, six, 0, 0, six, 0))
                .hasMessage("gemv: expected columns ≥ 0, but got -3");
        assertThatThrownBy(() -> backend.gemv(false, -2, 3, 1.0, new double[6], 0, 3, new double[6], 0, 0.0, new double[6], 0))
                .hasMessage("gemv: expected rows ≥ 0, but got -2");
        assertThatThrownBy(() -> Backend.of(0)).hasMessage("Backend: expected threads ≥ 1, but got 0");
        assertThatThrownBy(() -> Backend.of(2_000_000_000)).hasMessage("Backend: expected threads ≤ 1024, but got 2000000000");
        assertThatThrownBy(() -> backend.threads(1025)).hasMessage("Backend: expected threads ≤ 1024, but got 1025");
        assertThatThrownBy(() -> backend.parallel(1, 0, (from, to) -> { })).hasMessage("parallel: expected grain ≥ 1, but got 0");
        assertThatThrownBy(() -> Backend.named("fast", 1))
                .hasMessage("No kernels are named 'fast'. Installed are: scalar, simd");
    }

    @Test
    void printsItsKernelsAndThreads() {
        assertThat(Backend.named("scalar", 1)).hasToString("Backend(scalar, 1 thread)");
        assertThat(Backend.named("simd", 2).threads(3)).hasToString("Backend(simd, 3 threads)");
    }
}
