import org.jspecify.annotations.NullMarked;

/// Contracts that the tests of a layer, a model, an operation or a set of kernels inherit: implement one method, get the tests.
@NullMarked
module dev.lanewise.testkit {
    requires transitive dev.lanewise.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;
    requires static org.jspecify;

    exports dev.lanewise.testkit;
    exports dev.lanewise.testkit.kernel;

    opens dev.lanewise.testkit.kernel to org.junit.platform.commons;

    uses dev.lanewise.core.spi.LayerProvider;
    uses dev.lanewise.core.spi.LossProvider;
    uses dev.lanewise.core.spi.ModelProvider;
}
