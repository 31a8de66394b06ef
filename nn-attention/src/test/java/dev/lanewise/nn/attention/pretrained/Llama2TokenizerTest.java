package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.text.TokenizerFiles;
import dev.lanewise.testkit.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Llama 2's 32,000 pieces. The numbers are those that Meta's own tokenizer gives to the prompts of its examples, as llama2.c's `test.c` has written them down (without the
/// token 1 in front).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Llama2TokenizerTest {

    private final Tokenizer tokenizer = TokenizerFiles.read(SharedFiles.require("data/pretrained/llama2c-tokenizer32000/tokenizer.bin"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
            "I believe the meaning of life is|306 4658 278 6593 310 2834 338",
            "Simply put, the theory of relativity states that |3439 17632 1925 29892 278 6368 310 14215 537 5922 393 29871",
            "A brief message congratulating the team on the launch:⏎⏎        Hi everyone,⏎⏎        I just |319 11473 2643 378 629 271 18099 278 3815 373 278 6826 29901 13 13 4706 6324 14332 29892 13 13 "
                    + "4706 306 925 29871",
            "Translate English to French:⏎⏎        sea otter => loutre de mer⏎        peppermint => menthe poivrée⏎        plush girafe => girafe peluche⏎        cheese =>|4103 9632 4223 304 5176 29901 13 13 "
                    + "4706 7205 4932 357 1149 301 449 276 316 2778 13 4706 1236 407 837 524 1149 6042 354 772 440 29878 1318 13 4706 715 1878 330 3055 1725 1149 330 3055 1725 4639 28754 13 4706 923 968 1149"})
    void promptsHaveTheNumbersOfTheOriginal(String text, String numbers) {
        String prompt = text.replace('⏎', '\n');
        int[] tokens = tokenizer.encode(prompt);

        assertThat(tokens).containsExactly(java.util.Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray());
        assertThat(tokenizer.decode(tokens)).isEqualTo(prompt);
    }

    @Test
    void everyTextComesBack() {
        String text = "日本語 \u0000\t🙂 é\n\n  spaces ";
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        assertThat(tokenizer.size()).isEqualTo(32_000);
    }
}
