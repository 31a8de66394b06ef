package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.RecurrentKernels;

/// The reference of [RecurrentKernels].
public final class ScalarRecurrentKernels implements RecurrentKernels {

    @Override
    public void lstmStep(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                         float[] c, int cFrom, float[] tanhC, int tanhCFrom, float[] h, int hFrom, int units) {
        for (int u = 0; u < units; u++) {
            int at = gatesFrom + u;
            float i = gates[at] = (float) ScalarFunctions.sigmoid(gates[at]);
            float f = gates[at + units] = (float) ScalarFunctions.sigmoid(gates[at + units]);
            float g = gates[at + 2 * units] = (float) Math.tanh(gates[at + 2 * units]);
            float o = gates[at + 3 * units] = (float) ScalarFunctions.sigmoid(gates[at + 3 * units]);
            float state = c[cFrom + u] = (float) ((double) f * cBefore[cBeforeFrom + u] + (double) i * g);
            float squashed = tanhC[tanhCFrom + u] = (float) Math.tanh(state);
            h[hFrom + u] = o * squashed;
        }
    }

    @Override
    public void lstmStepGradient(float[] gates, int gatesFrom, float[] cBefore, int cBeforeFrom,
                                 float[] tanhC, int tanhCFrom, float[] dh, int dhFrom, float[] dc, int dcFrom,
                                 float[] dGates, int dGatesFrom, int units) {
        for (int u = 0; u < units; u++) {
            int at = gatesFrom + u;
            double i = gates[at];
            double f = gates[at + units];
            double g = gates[at + 2 * units];
            double o = gates[at + 3 * units];
            double squashed = tanhC[tanhCFrom + u];
            double dState = dc[dcFrom + u] + dh[dhFrom + u] * o * (1 - squashed * squashed);

            int to = dGatesFrom + u;
            dGates[to] = (float) (dState * g * i * (1 - i));
            dGates[to + units] = (float) (dState * cBefore[cBeforeFrom + u] * f * (1 - f));
            dGates[to + 2 * units] = (float) (dState * i * (1 - g * g));
            dGates[to + 3 * units] = (float) (dh[dhFrom + u] * squashed * o * (1 - o));
            dc[dcFrom + u] = (float) (dState * f);
        }
    }

    @Override
    public void gruStep(float[] gates, int gatesFrom, float[] product, int productFrom, float[] bias, int biasFrom,
                        float[] hBefore, int hBeforeFrom, float[] h, int hFrom, int units) {
        for (int u = 0; u < units; u++) {
            int at = gatesFrom + u;
            float z = gates[at] = (float) ScalarFunctions.sigmoid(gates[at]);
            float r = gates[at + units] = (float) ScalarFunctions.sigmoid(gates[at + units]);
            float p = product[productFrom + u] += bias[biasFrom + u];
            float candidate = gates[at + 2 * units] = (float) Math.tanh(gates[at + 2 * units] + (double) r * p);
            h[hFrom + u] = (float) (candidate + z * ((double) hBefore[hBeforeFrom + u] - candidate));
        }
    }

    @Override
    public void gruStepGradient(float[] gates, int gatesFrom, float[] product, int productFrom, float[] hBefore, int hBeforeFrom,
                                float[] dh, int dhFrom, int units) {
        for (int u = 0; u < units; u++) {
            int at = gatesFrom + u;
            double z = gates[at];
            double r = gates[at + units];
            double candidate = gates[at + 2 * units];
            double dState = dh[dhFrom + u];

            double dCandidate = dState * (1 - z) * (1 - candidate * candidate);
            gates[at] = (float) (dState * (hBefore[hBeforeFrom + u] - candidate) * z * (1 - z));
            gates[at + units] = (float) (dCandidate * product[productFrom + u] * r * (1 - r));
            gates[at + 2 * units] = (float) dCandidate;
            product[productFrom + u] = (float) (dCandidate * r);
            dh[dhFrom + u] = (float) (dState * z);
        }
    }
}
