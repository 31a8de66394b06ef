package dev.lanewise.linalg.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

    private static final long SHORT_NANOS = Duration.ofMillis(30).toNanos();

    @Test
    void noThreadLivesOnAfterTheIdleTimeAndANewOneComesWhenNeeded() throws InterruptedException {
        var workers = new Workers(3, SHORT_NANOS);

        Set<Thread> first = helpersOf(workers);
        for (Thread thread : first) assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        Set<Thread> second = helpersOf(workers);

        assertThat(first).hasSize(2).allMatch(Thread::isDaemon);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void workersThatNobodyKnowsLeaveNothingBehind() throws InterruptedException {
        assertForgotten(workThatEnds());
    }

    private static WeakReference<Workers> workThatEnds() throws InterruptedException {
        var workers = new Workers(2, SHORT_NANOS);
        for (Thread thread : helpersOf(workers)) thread.join();
        return new WeakReference<>(workers);
    }

    @Test
    void aSleepingHelperHoldsNoFinishedJob() throws InterruptedException {
        var workers = new Workers(2);
        assertForgotten(new WeakReference<>(workOn(workers, new byte[1000])));
        Reference.reachabilityFence(workers);
    }

    private static void assertForgotten(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 100 && !reference.refersTo(null); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(reference.refersTo(null)).isTrue();
    }

    private static byte[] workOn(Workers workers, byte[] data) {
        var both = new CountDownLatch(2);
        workers.run(2, 1, (from, to) -> {
            data[from] = 1;
            meet(both);
        });
        return data;
    }

    @Test
    void aHelperSleepsWhileTheCallerWorksOnTheLastPart() {
        var workers = new Workers(2);
        Thread caller = Thread.currentThread();
        var helper = new AtomicReference<>(caller);
        var both = new CountDownLatch(2);
        workers.run(2, 1, (from, to) -> {
            if (Thread.currentThread() != caller) helper.set(Thread.currentThread());
            meet(both);
            if (Thread.currentThread() == caller) assertThat(comesToSleep(helper.get(), workers)).isTrue();
        });
    }

    private static boolean comesToSleep(Thread helper, Workers workers) {
        long start = System.nanoTime();
        while (LockSupport.getBlocker(helper) != workers) {
            if (System.nanoTime() - start > Duration.ofSeconds(10).toNanos()) return false;
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    @Test
    void anExceptionOfAHelperReachesTheCallerAndTheNextCallWorks() {
        var workers = new Workers(2);
        Thread caller = Thread.currentThread();
        for (int round = 0; round < 3; round++) {
            var both = new CountDownLatch(2);
            assertThatThrownBy(() -> workers.run(2, 1, (from, to) -> {
                meet(both);
                if (Thread.currentThread() != caller) throw new IllegalStateException("in a helper");
            })).isInstanceOf(IllegalStateException.class).hasMessage("in a helper");

            var visits = new AtomicIntegerArray(100);
            workers.runInPieces(100, 1, (from, to) -> IntStream.range(from, to).forEach(visits::incrementAndGet));
            assertThat(IntStream.range(0, 100).map(visits::get)).containsOnly(1);
        }
    }

    @Test
    void theFirstFailureIsTheSameOneEveryTimeAndWhatIsBehindItIsSkipped() {
        var workers = new Workers(2);
        for (int round = 0; round < 200; round++) {
            var ran = new AtomicIntegerArray(16);
            assertThatThrownBy(() -> workers.runInPieces(16, 1, (from, to) -> {
                ran.incrementAndGet(from);
                if (from >= 3) throw new IllegalStateException("piece " + from);
            })).hasMessage("piece 3");

            assertThat(IntStream.range(0, 4).map(ran::get)).containsOnly(1);
            assertThat(IntStream.range(6, 16).map(ran::get)).containsOnly(0);
        }
    }

    @Test
    void errorsAndUndeclaredExceptionsReachTheCallerAsTheyAre() {
        var workers = new Workers(2);
        var error = new StackOverflowError();
        var checked = new IOException("undeclared");

        assertThatThrownBy(() -> workers.run(2, 1, (from, to) -> WorkersTest.<RuntimeException>raise(error))).isSameAs(error);
        assertThatThrownBy(() -> workers.run(2, 1, (from, to) -> WorkersTest.<RuntimeException>raise(checked))).isSameAs(checked);
    }

    @Test
    void nobodyWaitsForPartsThatAreAbandoned() {
        var ran = new AtomicInteger();
        var job = new Job(8, 1, 8, (from, to) -> ran.incrementAndGet());

        job.workOnce();
        job.abandon();
        job.await();
        job.work();

        assertThat(ran).hasValue(1);
        assertThat(job.left()).isZero();
    }

    @Test
    void anInterruptedCallerWaitsForTheHelpersAndIsStillInterrupted() {
        var workers = new Workers(2);
        Thread caller = Thread.currentThread();
        var ended = new AtomicInteger();
        var both = new CountDownLatch(2);

        workers.run(2, 1, (from, to) -> {
            both.countDown();
            awaitUninterrupted(both);
            if (Thread.currentThread() != caller) {
                caller.interrupt();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());              // until the caller has given up looking out, and sleeps
            }
            ended.incrementAndGet();
        });

        assertThat(ended).hasValue(2);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptOfAHelperEndsWithItsTask() {
        var workers = new Workers(2);
        Thread caller = Thread.currentThread();
        var interrupted = new AtomicInteger();
        for (int round = 0; round < 10; round++) {
            var both = new CountDownLatch(2);
            workers.run(2, 1, (from, to) -> {
                meet(both);
                if (Thread.currentThread() == caller) return;
                if (Thread.currentThread().isInterrupted()) interrupted.incrementAndGet();
                Thread.currentThread().interrupt();
            });
        }
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void manyHelpersAreCalledByOneAnother() {
        assertThat(helpersOf(new Workers(9, SHORT_NANOS))).hasSize(8);
    }

    @Test
    void helpersKnowNothingOfTheCallersClassLoader() throws InterruptedException {
        var workers = new Workers(2, SHORT_NANOS);
        var caller = new Thread(() -> assertThat(helpersOf(workers)).extracting(Thread::getContextClassLoader)
                .containsOnly(ClassLoader.getSystemClassLoader()));
        var failure = new AtomicInteger();
        caller.setUncaughtExceptionHandler((thread, thrown) -> failure.incrementAndGet());
        caller.setContextClassLoader(new ClassLoader(null) { });
        caller.start();
        caller.join();
        assertThat(failure).hasValue(0);
    }

    /// The helpers that work when every thread has to: each part waits until all parts have begun.
    private static Set<Thread> helpersOf(Workers workers) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var all = new CountDownLatch(workers.threads());
        workers.run(workers.threads(), 1, (from, to) -> {
            threads.add(Thread.currentThread());
            meet(all);
        });
        threads.remove(Thread.currentThread());
        return threads;
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) throw new AssertionError("a thread never came");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) Thread.onSpinWait();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
