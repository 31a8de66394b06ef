package dev.lanewise.benchmarks;

/// Two libraries that do the same work in turns in one process, so that both see the same minute of a shared machine.
///
/// A turn is a block of calls that fills 0.3 seconds, or one call where that takes longer, so that a library finds its own data in the caches and not
/// the other's. On several threads there is a pause of 120 ms before every turn, because each one's waiting threads hold up the other's: an idle thread
/// of OpenBLAS 0.3.31 asks for work for 90 ms before it sleeps (what `/proc/self/task` said of it after its last product), one of ours for 0.1 ms. The first thirty
/// products of 512 × 512 in a turn took twice the time of the later ones after pauses of up to 60 ms, a tenth more after 120 or 200 ms.
///
/// @param ours one call of Lanewise
/// @param peer one call of the other library
/// @param pauseMillis how long both rest before a turn
record Turns(Runnable ours, Runnable peer, long pauseMillis) {

    private static final long PAUSE_MILLIS = 120;
    private static final double BLOCK = 3e8;
    private static final double SAMPLE = 2e4;

    static Turns of(Runnable ours, Runnable peer, int threads) {
        return new Turns(ours, peer, threads == 1 ? 0 : PAUSE_MILLIS);
    }

    /// The times of one call of both.
    record Times(Sampled ours, Sampled peer) {

        /// The peer's time with its ratio to ours: `3.49 ms [3.35–3.53] × 0.78`.
        String beside() {
            return beside(peer);
        }

        /// The same for another peer.
        String beside(Sampled other) {
            return other + " × " + Sampled.digits(other.median() / ours.median());
        }
    }

    /// Takes turns for at least `warmUp` nanoseconds, and then for at least `nanos` and so many turns of each, which count.
    ///
    /// Calls of less than 20 µs are put together until a sample has that much, because reading the clock takes 25 ns.
    Times measure(double warmUp, double nanos, int turns) {
        var coldOurs = new Turn(ours, 1);
        var coldPeer = new Turn(peer, 1);
        alternate(coldOurs, coldPeer, warmUp, 2);
        var warmOurs = new Turn(ours, callsOf(coldOurs));
        var warmPeer = new Turn(peer, callsOf(coldPeer));
        alternate(warmOurs, warmPeer, nanos, turns);
        return new Times(warmOurs.time(), warmPeer.time());
    }

    private static int callsOf(Turn cold) {
        return (int) Math.max(1, Math.ceil(SAMPLE / cold.time().median()));
    }

    private void alternate(Turn first, Turn second, double nanos, int turns) {
        long start = System.nanoTime();
        for (int turn = 0; turn < turns || System.nanoTime() - start < nanos; turn++) {
            pause();
            first.take(BLOCK);
            pause();
            second.take(BLOCK);
        }
    }

    private void pause() {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Turns: interrupted", e);
        }
    }
}
