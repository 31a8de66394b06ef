package dev.lanewise.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizersTest {

    @Test void charactersAreCodePointsInTheirOrder() {
        Characters characters = Characters.of("ba 😀b", Special.PAD, Special.BOS);

        assertThat(characters.encode("a b😀")).containsExactly(3, 2, 4, 5);
        assertThat(characters.decode(1, 3, 2, 4, 5, 0)).isEqualTo("a b😀");
        assertThat(characters.size()).isEqualTo(6);
        assertThat(characters.id(Special.BOS)).hasValue(1);
        assertThat(characters.id(Special.EOS)).isEmpty();
        assertThatThrownBy(() -> characters.encode("c")).isInstanceOf(DataException.class).hasMessage("Vocabulary: expected one of the 4 tokens that it was made of, but got \"c\"");
        assertThat(Characters.of("ab", Special.UNK).encode("axb")).containsExactly(1, 0, 2);
    }

    @Test void wordsAreTheMostFrequentOnes() {
        Words words = Words.of("the cat, the dog, the cat. Don't!", 6, Special.UNK);

        assertThat(words.vocabulary().tokens()).containsExactly("!", ",", ".", "cat", "the");        // of those that stand there once, the first one of the alphabet
        assertThat(words.decode(words.encode("the cat , the cow ."))).isEqualTo("the cat, the.");
    }

    @Test void aSentenceComesBackWithItsSpaces() {
        Words words = Words.of("Come here , now ! (No, I won't.)", 50);

        assertThat(words.decode(words.encode("Come here, now!"))).isEqualTo("Come here, now!");
    }

    @Test void descriptionsGiveTheSameTokenizer() {
        for (Tokenizer tokenizer : List.of(Characters.of("a\"\\\n\u0001é😀", Special.PAD), Words.of("a b ü 漢", 9, Special.UNK, Special.EOS), BytePairs.train("lower lower", 260, Special.BOS))) {
            Options options = Options.parseJson(Tokenizers.describe(tokenizer).toJson(), "file");

            assertThat(Tokenizers.read(options)).isEqualTo(tokenizer);
        }
    }

    @Test void badDescriptionsGetASentence() {
        Options good = Tokenizers.describe(Characters.of("ab")).at("file");

        assertThatThrownBy(() -> Tokenizers.read(good.with("kind", "syllables"))).isInstanceOf(DataException.class).hasMessage("file: expected a tokenizer of characters, words or byte-pairs, but got \"syllables\"");
        assertThatThrownBy(() -> Tokenizers.read(good.with("specials", List.of("cls")))).isInstanceOf(DataException.class).hasMessageContaining("expected special tokens pad, bos, eos or unk, but got \"cls\"");
        assertThatThrownBy(() -> Tokenizers.read(good.with("tokens", List.of("a", "a")))).isInstanceOf(DataException.class).hasMessage("file: Vocabulary: expected each token once, but got [] and 2 tokens");
        assertThatThrownBy(() -> Tokenizers.read(good.with("tokens", List.of("ab")))).isInstanceOf(DataException.class).hasMessageContaining("expected tokens of one character, but got \"ab\"");
        assertThatThrownBy(() -> Tokenizers.read(good.with("tokens", 3))).isInstanceOf(DataException.class).hasMessage("file: expected a list of texts for 'tokens'");
        assertThatThrownBy(() -> Tokenizers.read(good.with("kind", "byte-pairs").with("merges", List.of(1)))).isInstanceOf(DataException.class).hasMessage("file: expected two numbers for each of the 'merges', but got 1 numbers");
    }

    @Test void shortSequencesAreFilledUp() {
        TokenBatch padding = TokenBatch.of(List.of(new int[] {5, 6}, new int[] {}, new int[] {7, 8, 9}), 1);

        assertThat(padding.ids().shape()).isEqualTo(Shape.of(3, 3));
        assertThat(padding.ids().toArray()).containsExactly(5, 6, 1, 1, 1, 1, 7, 8, 9);
        assertThat(padding.mask().toArray()).containsExactly(1, 1, 0, 0, 0, 0, 1, 1, 1);
        assertThat(TokenBatch.of(List.of(), 0).ids().shape()).isEqualTo(Shape.of(0, 0));
        assertThatThrownBy(() -> TokenBatch.of(List.of(new int[3]), 2, 0)).hasMessage("TokenBatch: expected at most 2 tokens, but sequence 0 has 3");
    }

    @Test void bucketsHoldWhatIsAboutAsLong() {
        List<int[]> sequences = new ArrayList<>();
        for (int length : new int[] {3, 0, 9, 5, 4, 10}) sequences.add(new int[length]);

        assertThat(TokenBatch.buckets(sequences, 3, 5, 9)).containsExactly(List.of(0, 1), List.of(3, 4), List.of(2), List.of(5));
        assertThatThrownBy(() -> TokenBatch.buckets(sequences, 5, 5)).hasMessage("TokenBatch: expected rising bounds, but got [5, 5]");
    }
}
