package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TalesTest {

    private static List<String> tales(long seed) {
        TextDataset tales = Tales.texts(50, Seed.of(seed));
        return IntStream.range(0, tales.size()).mapToObj(row -> TextDataset.text(tales, row)).toList();
    }

    @Test void theSameSeedTellsTheSame() {
        assertThat(tales(1)).isEqualTo(tales(1)).isNotEqualTo(tales(2));
        assertThat(tales(1)).doesNotHaveDuplicates();
    }

    @Test void whoIsSheStaysShe() {
        assertThat(tales(3)).allSatisfy(tale -> {
            String name = tale.substring(0, tale.indexOf(' '));
            boolean she = List.of("Anna", "Mira", "Ida", "Rosa", "Lena").contains(name);
            assertThat(tale).contains(she ? " she took her coat" : " he took his coat").contains(she ? "There she met " : "There he met ").doesNotContain(she ? " he took" : " she took");
        });
    }

    @Test void whatWasLostIsFoundAndQuotationMarksClose() {
        assertThat(tales(4)).allSatisfy(tale -> {
            String lost = tale.replaceAll("(?s).*who had lost (her|his) ([^.]*)\\..*", "$2");
            assertThat(tale).contains("Have you seen my " + lost + "?", "found the " + lost).endsWith(".\n\n");
            assertThat(tale.chars().filter(c -> c == '"').count() % 2).isZero();
        });
    }
}
