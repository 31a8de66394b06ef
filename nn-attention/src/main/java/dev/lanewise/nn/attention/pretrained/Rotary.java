package dev.lanewise.nn.attention.pretrained;

/// Positions as rotations: pair i of a head's features turns by `position · frequency(i)`, so that products of queries and keys know only distances.
///
/// @param frequencies `[width / 2]`, radians a position
/// @param base of the frequencies as the paper has them, `base^(−2i / width)`; 0 if they are others
/// @param adjacent whether features `2i` and `2i + 1` are a pair (llama2.c), or `i` and `i + width / 2` (Hugging Face)
/// @see <a href="https://arxiv.org/abs/2104.09864">Su et al. (2021)</a>
record Rotary(double[] frequencies, double base, boolean adjacent) {

    /// `base^(−2i / width)`
    static Rotary of(int width, double base, boolean adjacent) {
        double[] frequencies = new double[width / 2];
        for (int i = 0; i < frequencies.length; i++) frequencies[i] = StrictMath.pow(base, -2.0 * i / width);
        return new Rotary(frequencies, base, adjacent);
    }

    /// As many numbers as [#table] writes for a position.
    int tableWidth() { return 2 * frequencies.length; }

    /// Cosines and sines of a position.
    void table(int position, float[] table, int at) {
        int half = frequencies.length;
        for (int i = 0; i < half; i++) {
            double angle = position * frequencies[i];
            table[at + i] = (float) StrictMath.cos(angle);
            table[at + half + i] = (float) StrictMath.sin(angle);
        }
    }

    /// Turns one head.
    void turn(float[] x, int at, float[] table, int tableAt) {
        int half = frequencies.length, step = adjacent ? 2 : 1, other = adjacent ? 1 : half;
        for (int i = 0; i < half; i++) {
            int first = at + i * step;
            float a = x[first], b = x[first + other], cos = table[tableAt + i], sin = table[tableAt + half + i];
            x[first] = a * cos - b * sin;
            x[first + other] = a * sin + b * cos;
        }
    }
}
