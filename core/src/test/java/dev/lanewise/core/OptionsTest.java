package dev.lanewise.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.tensor.Activation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final String JSON = """
            {
              "units": 10,
              "rate": 0.25,     // comments are welcome
              "bias": true,
              "activation": "gelu-tanh",
              "hidden": [64, 32],
              "network": {"layers": [{"layer": "dense"}, {"layer": "add"}]}
            }
            """;

    private final Options options = Options.parseJson(JSON, "net.json");

    @Test void valuesAreReadByTheirTypes() {
        assertThat(options.integer("units")).isEqualTo(10);
        assertThat(options.longInteger("units", 0)).isEqualTo(10);
        assertThat(options.number("rate")).isEqualTo(0.25);
        assertThat(options.number("units")).isEqualTo(10);
        assertThat(options.flag("bias", false)).isTrue();
        assertThat(options.text("activation")).isEqualTo("gelu-tanh");
        assertThat(options.choice("activation", Activation.RELU)).isEqualTo(Activation.GELU_TANH);
        assertThat(options.integers("hidden")).containsExactly(64, 32);
        assertThat(options.integers("units")).containsExactly(10);
        assertThat(options.options("network").list("layers")).extracting(layer -> layer.text("layer")).containsExactly("dense", "add");
    }

    @Test void whatIsAbsentHasItsDefault() {
        Options none = Options.none();

        assertThat(none.integer("units", 7)).isEqualTo(7);
        assertThat(none.longInteger("units", 7)).isEqualTo(7);
        assertThat(none.number("rate", 0.5)).isEqualTo(0.5);
        assertThat(none.flag("bias", true)).isTrue();
        assertThat(none.text("name", "x")).isEqualTo("x");
        assertThat(none.choice("activation", Activation.RELU)).isEqualTo(Activation.RELU);
        assertThat(none.integers("hidden", 1, 2)).containsExactly(1, 2);
        assertThat(none.value("units")).isEmpty();
    }

    @Test void whatIsAbsentAndHasNoDefaultIsNamed() {
        Options none = Options.none().at("net.json, layers[3]");

        assertThatThrownBy(() -> none.integer("units")).isInstanceOf(DataException.class)
                .hasMessage("net.json, layers[3]: expected an option 'units', but it is not there");
        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable read : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> none.number("units"), () -> none.text("units"), () -> none.integers("units"), () -> none.options("units"), () -> none.list("units"))) {
            assertThatThrownBy(read).isInstanceOf(DataException.class).hasMessageContaining("expected an option 'units'");
        }
    }

    @Test void aWrongTypeIsNamedWithThePlace() {
        assertThatThrownBy(() -> options.integer("rate")).isInstanceOf(DataException.class).hasMessage("net.json, line 3, column 3: expected a whole number for 'rate', but got 0.25");
        assertThatThrownBy(() -> options.number("activation")).hasMessage("net.json, line 5, column 3: expected a number for 'activation', but got \"gelu-tanh\"");
        assertThatThrownBy(() -> options.flag("units", true)).hasMessage("net.json, line 2, column 3: expected true or false for 'units', but got 10");
        assertThatThrownBy(() -> options.text("units")).hasMessage("net.json, line 2, column 3: expected a text for 'units', but got 10");
        assertThatThrownBy(() -> options.integers("rate")).hasMessage("net.json, line 3, column 3: expected a list of whole numbers for 'rate', but got 0.25");
        assertThatThrownBy(() -> options.options("units")).hasMessage("net.json, line 2, column 3: expected an object for 'units', but got 10");
        assertThatThrownBy(() -> options.list("units")).hasMessage("net.json, line 2, column 3: expected a list of objects for 'units', but got 10");
        assertThatThrownBy(() -> options.choice("activation", Thread.State.NEW))
                .hasMessage("net.json, line 5, column 3: expected one of new, runnable, blocked, waiting, timed-waiting, terminated for 'activation', but got \"gelu-tanh\"");
    }

    @Test void aNumberThatDoesNotFitIsNoWholeNumber() {
        Options big = Options.parseJson("{\"units\": 5000000000, \"huge\": 123456789012345678901234567890}", "net.json");

        assertThatThrownBy(() -> big.integer("units")).isInstanceOf(DataException.class).hasMessage("net.json, line 1, column 2: expected a whole number for 'units', but got 5000000000");
        assertThat(big.longInteger("units", 0)).isEqualTo(5_000_000_000L);
        assertThat(big.number("huge")).isEqualTo(1.2345678901234568e29);
    }

    @Test void placesFollowTheWayDown() {
        Options dense = options.options("network").list("layers").getFirst();

        assertThatThrownBy(() -> dense.integer("units")).hasMessage("net.json, line 7, column 26: network, layers[0]: expected an option 'units', but it is not there");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"units": 10,\n "rate": }`             | line 2, column 10
            `{"units": 10\n "rate": 1}`             | line 2, column 2
            `{"units": 1, "units": 2}`              | line 1, column 21
            `{"units": 1`                           | line 1, column 12
            `{"units": 1} {}`                       | line 1, column 14
            """)
    void brokenJsonIsNamedByLineAndColumn(String json, String place) {
        assertThatThrownBy(() -> Options.parseJson(json.replace("\\n", "\n"), "net.json"))
                .isInstanceOf(DataException.class).hasMessageStartingWith("net.json, " + place + ": expected ").hasMessageNotContaining("\n");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``         | net.json: expected a JSON object, but got nothing
            `[1, 2]`   | net.json: expected a JSON object, but got an array
            `3`        | net.json: expected a JSON object, but got a number
            `null`     | net.json: expected a JSON object, but got null
            `{"a": {"b": null}}` | net.json, line 1, column 13: expected a value, but got null
            """)
    void whatIsNoObjectIsNamed(String json, String message) {
        assertThatThrownBy(() -> Options.parseJson(json, "net.json")).isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test void jsonGoesThereAndBack() {
        assertThat(Options.parseJson(options.toJson(), "again")).isEqualTo(options);
        assertThat(Options.of(Map.of("rate", 0.1f)).toJson()).isEqualTo("{\n  \"rate\" : 0.1\n}");
    }

    @Test void numbersThatJsonDoesNotKnowAreRefused() {
        assertThatThrownBy(() -> Options.of(Map.of("rate", Double.NaN))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Options: expected a finite number for 'rate', but got NaN");
    }

    @Test void namesKeepTheirOrder() {
        assertThat(options.names()).containsExactly("units", "rate", "bias", "activation", "hidden", "network");
    }

    @Test void optionsAreJoinedAndTakenAway() {
        Options joined = Options.none().with("a", 1).with("b", 2).with(Options.none().with("b", 3).with("c", 4));

        assertThat(joined).isEqualTo(Options.of(Map.of("a", 1, "b", 3, "c", 4)));
        assertThat(joined.without("b").names()).containsExactly("a", "c");
        assertThat(joined.with("a", "x").text("a")).isEqualTo("x");
    }

    @Test void whatHasNoPlaceInAFileIsRefused() {
        assertThatThrownBy(() -> Options.of(Map.of("thread", new Object()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Options: expected a number, text, flag, list or object for 'thread', but got class java.lang.Object");
    }
}
