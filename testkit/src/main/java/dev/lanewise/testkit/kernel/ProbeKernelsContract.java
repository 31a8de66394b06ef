package dev.lanewise.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ProbeKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [ProbeKernels] must do: the same chains, to the last bit.
interface ProbeKernelsContract {

    Backend backend();

    private ProbeKernels kernels() {
        return backend().kernels().probes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 1000, 100_000})
    default void computeEveryRound(int rounds) {
        ProbeKernels expected = Reference.kernels().probes();

        assertThat(kernels().floats(rounds)).isEqualTo(expected.floats(rounds));
        assertThat(kernels().doubles(rounds)).isEqualTo(expected.doubles(rounds));
    }

    /// `x = 1 − 0.999 · 0.999ⁿ` in closed form.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 500})
    default void comeToTheLimit(int rounds) {
        double x = 1 - 0.999 * Math.pow(0.999, rounds);

        assertThat(kernels().doubles(rounds)).isCloseTo(ProbeKernels.CHAINS * x, org.assertj.core.data.Offset.offset(1e-12));
    }
}
