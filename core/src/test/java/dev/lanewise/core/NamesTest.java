package dev.lanewise.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private final List<String> known = List.of("pca", "mlp", "lstm", "conv-2d");

    @ParameterizedTest @CsvSource({"mpl, mlp", "lst, lstm", "lstmm, lstm", "pac, pca", "conv2d, conv-2d", "PCA, "})
    void theNearestNameIsWithinTwoEdits(String name, String nearest) {
        assertThat(Names.nearest(name, known).orElse(null)).isEqualTo(nearest);
    }

    @Test void theSentenceListsWhatThereIsAndSuggests() {
        assertThat(Names.unknown("model", "mpl", known)).isEqualTo("No model is named 'mpl'. There are: conv-2d, lstm, mlp, pca. Did you mean 'mlp'?");
    }

    @Test void nothingIsSuggestedWhenNothingIsNear() {
        assertThat(Names.unknown("model", "transformer", known)).isEqualTo("No model is named 'transformer'. There are: conv-2d, lstm, mlp, pca");
    }

    @Test void whereNothingIsKnownItSaysSo() {
        assertThat(Names.unknown("option of add", "units", List.of())).isEqualTo("No option of add is named 'units'. There are none");
    }
}
