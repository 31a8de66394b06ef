package dev.lanewise.nn.conv;

import java.util.Arrays;

/// Which inputs along an axis each output is mixed of: a sparse matrix `[outputs, input]` in compressed rows.
///
/// @param input the extent of the axis before
/// @param starts by output, where its taps begin, and behind the last output their number
/// @param places the inputs, by tap
/// @param weights by tap
record Taps(int input, int[] starts, int[] places, float[] weights) {

    /// One output made of `count` neighbouring inputs from `first` on.
    interface Mix {
        /// @param weights room for the weights of `first …`, zeros at first
        /// @return `first`; inputs before 0 and behind the last are taken for the nearest one
        int of(int output, double[] weights);
    }

    /// Taps whose number is the same for each output.
    static Taps of(int input, int outputs, int most, Mix mix) {
        int[] starts = new int[outputs + 1], places = new int[outputs * most];
        float[] weights = new float[outputs * most];
        double[] row = new double[most];
        int n = 0;
        for (int output = 0; output < outputs; output++) {
            Arrays.fill(row, 0);
            int first = mix.of(output, row), begin = n;
            for (int i = 0; i < most; i++) {
                int place = Math.clamp(first + i, 0, input - 1);
                if (n > begin && places[n - 1] == place) weights[n - 1] += (float) row[i];
                else if (row[i] != 0) {
                    places[n] = place;
                    weights[n++] = (float) row[i];
                }
            }
            starts[output + 1] = n;
        }
        return new Taps(input, starts, Arrays.copyOf(places, n), Arrays.copyOf(weights, n));
    }

    int outputs() { return starts.length - 1; }

    /// The way back: each input with the outputs that it goes into.
    Taps transposed() {
        int[] ends = new int[input + 1];
        for (int place : places) ends[place + 1]++;
        for (int i = 0; i < input; i++) ends[i + 1] += ends[i];
        int[] next = ends.clone(), outputs = new int[places.length];
        float[] scales = new float[places.length];
        for (int output = 0; output < outputs(); output++) {
            for (int tap = starts[output]; tap < starts[output + 1]; tap++) {
                int to = next[places[tap]]++;
                outputs[to] = output;
                scales[to] = weights[tap];
            }
        }
        return new Taps(outputs(), ends, outputs, scales);
    }
}
