package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.nn.attention.BoundCausalTransformer;
import dev.lanewise.testkit.SharedFiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two ways through the same weights: layers that learn, which compute a whole text anew, and the decoder with its cache.
class LearningLayersTest {

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "mistral"})
    void layersScoreAsTheDecoderDoes(String name) {
        CausalLM model = HuggingFaceLayoutsTest.model(name);
        int[] text = {3, 1, 4, 1, 5, 9, 2, 6};

        float[] layers = scores(model.layers(), model.vocabulary(), text), decoder = model.scores(text);

        for (int i = 0; i < decoder.length; i++) assertThat(layers[i]).isCloseTo(decoder[i], within(2e-5f));
    }

    private static float[] scores(BoundCausalTransformer layers, int vocabulary, int... text) {
        float[] ids = new float[text.length];
        for (int i = 0; i < ids.length; i++) ids[i] = text[i];
        Tape tape = Tape.inference(Run.standard().backend());
        float[] scores = layers.forward(tape.constant(Shape.of(1, ids.length), ids)).toArray();
        assertThat(scores).hasSize(text.length * vocabulary);
        return scores;
    }

    @Test
    void layersWriteTheTokensThatTheDecoderWritesFromItsCache() {
        CausalLM model = CausalLM.read(SharedFiles.require("data/pretrained/llama2c-aidreams260K/aidreams260K.bin"), WeightFormat.FLOAT32);
        BoundCausalTransformer layers = model.layers();
        int[] written = Generator.of(Sampler.greedy(), 24).generate(model, new int[] {1}, Seed.of(1)).toArray();

        int[] text = {1};
        for (int token : written) {
            float[] scores = scores(layers, model.vocabulary(), text);
            int best = 0, last = (text.length - 1) * model.vocabulary();
            for (int i = 1; i < model.vocabulary(); i++) if (scores[last + i] > scores[last + best]) best = i;
            assertThat(best).isEqualTo(token);
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = token;
        }
    }

    @Test
    void whatLayersHaveNotIsTold() {
        assertThatThrownBy(() -> HuggingFaceLayoutsTest.model("llama").layers()).isInstanceOf(DataException.class)
                .hasMessage("CausalLM: expected rotary positions as the paper has them, because layers that learn have no others, but got stretched ones");
        assertThatThrownBy(() -> CausalLM.read(HuggingFaceLayoutsTest.folder("gpt2"), WeightFormat.INT8).layers()).isInstanceOf(DataException.class)
                .hasMessage("CausalLM: expected weights in float32, because layers learn in that, but got narrower ones; read it with WeightFormat.FLOAT32");
    }
}
