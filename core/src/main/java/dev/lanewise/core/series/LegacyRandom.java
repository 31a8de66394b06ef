package dev.lanewise.core.series;

/// The numbers of NumPy's legacy generator, `numpy.random.seed(seed)`: the Mersenne Twister MT19937, and normal ones by the polar method.
///
/// It is here to repeat experiments that others published; numbers for anything new come from a [Seed][dev.lanewise.core.Seed]. Words and uniform numbers are NumPy's bit
/// for bit. Normal ones need a logarithm, which C libraries round differently in the last bit now and then.
///
/// @see <a href="https://doi.org/10.1145/272991.272995">Matsumoto & Nishimura: Mersenne Twister (1998)</a>; Marsaglia & Bray: A convenient method for generating normal
///      variables (1964); the tests' numbers are those of `numpy.random.RandomState`
public final class LegacyRandom {

    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908b0df;
    private static final int UPPER = 0x80000000;

    private final int[] state = new int[SIZE];
    private int next = SIZE;
    private double kept = Double.NaN;

    /// The generator after `numpy.random.seed(seed)`.
    ///
    /// @param seed in 0 … 2³² − 1
    public LegacyRandom(long seed) {
        if (seed < 0 || seed > 0xffffffffL) throw new IllegalArgumentException("LegacyRandom: expected a seed in 0 … 4294967295, but got " + seed);
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }

    /// 32 random bits.
    public int nextWord() {
        if (next == SIZE) twist();
        int word = state[next++];
        word ^= word >>> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        return word ^ word >>> 18;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int mixed = state[i] & UPPER | state[(i + 1) % SIZE] & ~UPPER;
            state[i] = state[(i + MIDDLE) % SIZE] ^ mixed >>> 1 ^ (mixed & 1) * TWIST;
        }
        next = 0;
    }

    /// Uniform in `[0, 1)`, 53 bits: `random_sample()`.
    public double uniform() {
        long high = nextWord() >>> 5, low = nextWord() >>> 6;
        return (high * 0x1p26 + low) / 0x1p53;
    }

    /// Normal with mean 0 and standard deviation 1: `randn()`. The method makes two at a time; the other one is kept for the next call.
    public double gaussian() {
        if (!Double.isNaN(kept)) {
            double other = kept;
            kept = Double.NaN;
            return other;
        }
        double x, y, square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        kept = factor * x;
        return factor * y;
    }

    /// The next `n` normal numbers: `randn(n)`.
    public double[] gaussians(int n) {
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) numbers[i] = gaussian();
        return numbers;
    }
}
