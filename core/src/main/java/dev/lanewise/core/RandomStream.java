package dev.lanewise.core;

/// Random numbers in a fixed order: the SplitMix64 sequence of one [Seed].
///
/// Not thread-safe: each piece of work takes a stream of its own from a child seed. The whole state is one `long`
/// ([#state()]), so that a checkpoint can hold it.
public final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    RandomStream(long state) {
        this.state = state;
    }

    /// The stream that goes on where the one with this state stopped.
    public static RandomStream resume(long state) { return new RandomStream(state); }

    public long state() { return state; }

    public long nextLong() { return Seed.mix(state += GOLDEN_GAMMA); }

    /// Uniform in `[0, 1)`, 53 bits.
    public double nextDouble() { return (nextLong() >>> 11) * 0x1p-53; }

    /// Uniform in `[low, high)`.
    public double uniform(double low, double high) { return low + (high - low) * nextDouble(); }

    /// Uniform in `0 … bound − 1`.
    public int nextInt(int bound) { return (int) Math.unsignedMultiplyHigh(nextLong(), bound); }

    /// Normal with mean 0 and standard deviation 1 (Box and Muller; StrictMath, so that every machine gives the same bits).
    public double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /// The numbers `0 … n − 1` in random order (Fisher and Yates).
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
