package dev.lanewise.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EncodersTest {

    private static final Table TABLE = Table.empty().with("letter", List.of("b", "a", "c", "a", "b")).with("number", List.of("10", "9", "10", "10", "9"));

    private final Properties outside = outside();

    @Test void agreesWithScikitLearn() {
        Table strange = Table.empty().with("letter", List.of("z", "a")).with("number", List.of("9", "q"));

        assertThat(OneHotEncoder.of("letter", "number").fit(TABLE).apply(TABLE).toMatrix().toArray()).containsExactly(numbers("onehot"));
        assertThat(OneHotEncoder.of("letter", "number").dropFirst(true).fit(TABLE).apply(TABLE).toMatrix().toArray()).containsExactly(numbers("onehot-drop"));
        assertThat(OneHotEncoder.of("letter", "number").unknown(Unknown.IGNORE).fit(TABLE).apply(strange).toMatrix().toArray()).containsExactly(numbers("onehot-unknown"));
        assertThat(OrdinalEncoder.of("letter", "number").fit(TABLE).apply(TABLE).toMatrix().toArray()).containsExactly(numbers("ordinal"));
    }

    @Test void columnsKeepTheirPlacesAndHaveNames() {
        Table table = Table.empty().with("x", new double[] {1, 2, 3}).with("kind", List.of("a", "b", "")).with("y", List.of("p", "q", "r"));
        OneHotEncoding encoding = OneHotEncoder.of("kind").fit(table);

        assertThat(encoding.apply(table).names()).containsExactly("x", "kind=", "kind=a", "kind=b", "y");
        assertThat(OneHotEncoder.of("kind").unknown(Unknown.OWN).dropFirst(true).fit(table).apply(table).names()).containsExactly("x", "kind=a", "kind=b", "kind=?", "y");
        assertThat(OrdinalEncoder.of("x").fit(table.with("x", new double[] {10, 9, Double.NaN})).columns().getFirst().values()).as("numbers by size, missing ones last").containsExactly("9", "10", "");
    }

    @Test void theWayBackGivesTheCategories() {
        for (boolean drop : new boolean[] {false, true}) {
            OneHotEncoding encoding = OneHotEncoder.of("letter", "number").dropFirst(drop).fit(TABLE);
            Table back = encoding.inverse(encoding.apply(TABLE));

            assertThat(back.texts("letter")).isEqualTo(TABLE.texts("letter"));
            assertThat(back.texts("number")).isEqualTo(TABLE.texts("number"));
        }
        OrdinalEncoding ordinal = OrdinalEncoder.of("letter").unknown(Unknown.OWN).fit(TABLE);
        assertThat(ordinal.inverse(ordinal.apply(TABLE)).texts("letter")).isEqualTo(TABLE.texts("letter"));
    }

    @Test void strangeCategoriesAreRefusedIgnoredOrOnesOfTheirOwn() {
        Table strange = Table.empty().with("letter", List.of("a", "z"));

        assertThatThrownBy(() -> OneHotEncoder.of("letter").fit(TABLE).apply(strange)).isInstanceOf(DataException.class)
                .hasMessage("OneHotEncoder: expected a category of column \"letter\" that was learned, a, b, c, but row 1 has \"z\". Learn from all categories, or choose ignore or own for unknown ones");
        assertThat(OneHotEncoder.of("letter").unknown(Unknown.OWN).fit(TABLE).apply(strange).column("letter=?")).containsExactly(0, 1);
        assertThat(OrdinalEncoder.of("letter").unknown(Unknown.IGNORE).fit(TABLE).apply(strange).column("letter")).containsExactly(0, Double.NaN);
        assertThat(OrdinalEncoder.of("letter").unknown(Unknown.OWN).fit(TABLE).apply(strange).column("letter")).containsExactly(0, 3);
        assertThatThrownBy(() -> OneHotEncoder.of("letter").fit(TABLE).apply(TABLE.drop("letter"))).isInstanceOf(DataException.class).hasMessageContaining("'letter'");
        assertThatThrownBy(() -> OneHotEncoder.of("letter").fit(Table.empty().with("letter", List.of()))).hasMessage("OneHotEncoder: expected at least one row to learn categories from, but the table has none");
        assertThatThrownBy(OneHotEncoder::of).hasMessage("OneHotEncoder: expected at least one column, but got none");
    }

    @Test void columnsOfCategoriesReplaceNoOthers() {
        Table table = Table.empty().with("k", List.of("a", "?")).with("k=a", new double[] {1, 2});

        assertThatThrownBy(() -> OneHotEncoder.of("k").fit(table).apply(table)).isInstanceOf(DataException.class).hasMessageStartingWith("OneHotEncoder: expected no column of the name \"k=a\"");
        assertThatThrownBy(() -> OneHotEncoder.of("k").unknown(Unknown.OWN).fit(table.drop("k=a")).apply(table.drop("k=a"))).hasMessageContaining("\"k=?\"");
    }

    @Test void encodingsComeBackFromTheirOptions() {
        OneHotEncoding oneHot = OneHotEncoder.of("letter", "number").dropFirst(true).unknown(Unknown.OWN).fit(TABLE);
        OrdinalEncoding ordinal = OrdinalEncoder.of("letter").unknown(Unknown.IGNORE).fit(TABLE);

        assertThat(OneHotEncoding.of(Options.parseJson(oneHot.options().toJson(), "file"))).isEqualTo(oneHot);
        assertThat(OrdinalEncoding.of(Options.parseJson(ordinal.options().toJson(), "file"))).isEqualTo(ordinal);
    }

    private double[] numbers(String key) { return Arrays.stream(outside.getProperty(key).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    private static Properties outside() {
        Properties properties = new Properties();
        try (InputStream in = EncodersTest.class.getResourceAsStream("prepare.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
