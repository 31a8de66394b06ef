package dev.lanewise.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionTest {

    @Test void textsBecomeValuesOfTheirType() {
        assertThat(option(Type.INTEGER).parse(" 12 ")).isEqualTo(12L);
        assertThat(option(Type.NUMBER).parse("1e-3")).isEqualTo(1e-3);
        assertThat(option(Type.FLAG).parse("true")).isEqualTo(true);
        assertThat(option(Type.FLAG).parse("false")).isEqualTo(false);
        assertThat(option(Type.TEXT).parse("relu")).isEqualTo("relu");
        assertThat(option(Type.INTEGERS).parse("64, 32")).isEqualTo(List.of(64L, 32L));
        assertThat(option(Type.INTEGERS).parse("")).isEqualTo(List.of());
    }

    @Test void textsThatAreNoneOfTheirTypeAreRefused() {
        refuses(Type.INTEGER, "1.5", "Option 'x': expected a whole number, but got \"1.5\"");
        refuses(Type.NUMBER, "many", "Option 'x': expected a number, but got \"many\"");
        refuses(Type.NUMBER, "NaN", "Option 'x': expected a number, but got \"NaN\"");
        refuses(Type.FLAG, "yes", "Option 'x': expected true or false, but got \"yes\"");
        refuses(Type.INTEGERS, "64;32", "Option 'x': expected whole numbers with commas between them, but got \"64;32\"");
        refuses(Type.OBJECT, "{}", "Option 'x': expected a JSON file for it, but got a text");
    }

    @Test void optionsThatNobodyDeclaredAreRefused() {
        assertThatThrownBy(() -> Option.check("mlp", Options.of(Map.of("y", 1)), List.of(option(Type.TEXT)))).isInstanceOf(DataException.class)
                .hasMessage("No option of mlp is named 'y'. There are: x. Did you mean 'x'?");
    }

    private static Option option(Type type) { return new Option("x", type, "", "", ""); }

    private static void refuses(Type type, String text, String sentence) {
        assertThatThrownBy(() -> option(type).parse(text)).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
