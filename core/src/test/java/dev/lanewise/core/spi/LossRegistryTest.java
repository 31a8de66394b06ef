package dev.lanewise.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.loss.BinaryCrossEntropy;
import dev.lanewise.core.loss.BinaryFocal;
import dev.lanewise.core.loss.CTC;
import dev.lanewise.core.loss.CrossEntropy;
import dev.lanewise.core.loss.Huber;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.Outputs;
import dev.lanewise.core.loss.Poisson;
import dev.lanewise.core.loss.Quantile;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LossRegistryTest {

    private final LossRegistry registry = LossRegistry.load();

    static final List<Loss> LOSSES = List.of(Loss.crossEntropy(), Loss.crossEntropy().smoothing(0.1).classWeights(1.0, 2.5).ignoring(-1).outputs(Outputs.LOG_PROBABILITIES),
            Loss.binaryCrossEntropy().classWeights(0.5, 3), BinaryFocal.of(1.5), BinaryFocal.of(2).alpha(0.25), Huber.of(0.3), Quantile.of(0.1, 0.9), CTC.of(3), Poisson.standard().onRates());

    @ParameterizedTest @FieldSource("LOSSES")
    void aDescriptionBringsTheLossBack(Loss loss) {
        Options description = Options.parseJson(registry.describe(loss).toJson(), "test");

        assertThat(registry.create(description)).isEqualTo(loss);
    }

    @Test void everyNameMakesItsLossWithoutOptions() {
        assertThat(registry.names()).hasSize(19);
        for (String name : registry.names()) assertThat(registry.create(Options.of(Map.of("loss", name)))).as(name).isInstanceOf(registry.kind(name).type());
    }

    /// As files had it before losses had options.
    @Test void aNameAloneIsALoss() {
        Options plain = Options.of(Map.of("loss", "binary-cross-entropy")).at("model.safetensors");

        assertThat(registry.read(plain, "loss")).isEqualTo(Loss.binaryCrossEntropy());
    }

    @Test void anObjectAndATextThatHoldsOneAreALossWithOptions() {
        Options nested = Options.parseJson("{\"loss\": {\"loss\": \"huber\", \"delta\": 2}}", "net.json"), text = Options.of(Map.of("loss", "{\"loss\": \"huber\", \"delta\": 2}"));

        assertThat(registry.read(nested, "loss")).isEqualTo(Huber.of(2));
        assertThat(registry.read(text, "loss")).isEqualTo(Huber.of(2));
    }

    @Test void whatIsUnknownIsNamedBesideWhatThereIs() {
        assertThatThrownBy(() -> registry.read(Options.of(Map.of("loss", "hubert")), "loss")).isInstanceOf(DataException.class)
                .hasMessageStartingWith("No loss is named 'hubert'. There are: binary-cross-entropy, binary-focal").hasMessageEndingWith("Did you mean 'huber'?");
        assertThatThrownBy(() -> registry.create(Options.parseJson("{\"loss\": \"huber\", \"beta\": 2}", "net.json"))).isInstanceOf(DataException.class)
                .hasMessage("net.json, line 1, column 19: No option of net.json, huber is named 'beta'. There are: delta. Did you mean 'delta'?");
        assertThatThrownBy(() -> registry.create(Options.parseJson("{\"loss\": \"cross-entropy\", \"classWeights\": \"high\"}", "net.json"))).isInstanceOf(DataException.class)
                .hasMessage("net.json, line 1, column 27: cross-entropy: expected a list of numbers for 'classWeights', but got \"high\"");
    }

    @Test void aLossWithoutANameStaysOutOfFiles() {
        record Cubed() implements Loss {
            @Override public Tensor each(Tensor output, Tensor target) { return output.minus(target).abs().times(output.minus(target).square()); }

            @Override public void requireSuits(Shape output, Schema.Target target) { }
        }

        assertThat(new Cubed().of(Tensor.vector(1, 2), Tensor.vector(0, 0)).item()).isEqualTo(4.5f);
        assertThatThrownBy(() -> registry.describe(new Cubed())).isInstanceOf(DataException.class)
                .hasMessageStartingWith("Cubed[]: expected a loss that a LossProvider names, so that a file can hold it, but none names ");
    }
}
