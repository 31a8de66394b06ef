package dev.lanewise.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedTextTest {

    private final List<String> heard = new ArrayList<>();

    private boolean stream(Tokenizer tokenizer, List<String> stops, int... tokens) {
        StreamedText text = StreamedText.of(tokenizer, stops, heard::add);
        boolean goesOn = true;
        for (int token : tokens) goesOn = text.add(token);
        text.finish();
        return goesOn;
    }

    @Test void halfOfACharacterIsHeldBack() {
        BytePairs bytes = BytePairs.train("", 256);

        assertThat(stream(bytes, List.of(), bytes.encode("aé😀b"))).isTrue();

        assertThat(heard).containsExactly("a", "é", "😀", "b");
    }

    @Test void whatIsBrokenComesAtTheEnd() {
        stream(BytePairs.train("", 256), List.of(), 'a', 0xc3);

        assertThat(heard).containsExactly("a", "\uFFFD");
    }

    @Test void wordsKeepTheirSpaces() {
        Words words = Words.of("one two three, four five six seven eight nine ten eleven twelve", 20);

        stream(words, List.of(), words.encode("one two three, four five six seven eight nine ten eleven twelve one two"));

        assertThat(String.join("", heard)).isEqualTo("one two three, four five six seven eight nine ten eleven twelve one two");
        assertThat(heard).startsWith("one", " two", " three", ",", " four");
    }

    @Test void nothingOfAStopIsHeard() {
        Characters characters = Characters.of("abcdnEND");

        assertThat(stream(characters, List.of("END", "d"), characters.encode("abEcENbENDaa"))).isFalse();

        assertThat(String.join("", heard)).isEqualTo("abEcENb");
    }

    @Test void theBeginningOfAStopComesIfTheStopDoesNot() {
        Characters characters = Characters.of("abEND");

        assertThat(stream(characters, List.of("END"), characters.encode("abEN"))).isTrue();

        assertThat(String.join("", heard)).isEqualTo("abEN");
    }

    @Test void aStopHasCharacters() {
        assertThatThrownBy(() -> StreamedText.of(Characters.of("a"), List.of(""), heard::add)).hasMessage("StreamedText: expected stops of at least one character, but got an empty one");
    }
}
