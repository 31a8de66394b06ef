package dev.lanewise.core.data;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/// How a CSV file is written.
///
/// @param separator between the fields; [#AUTO] takes the most frequent of comma, semicolon and tab in the first line,
///         if possible one that is as frequent in the second, or the blank where none of them occurs and the second line consists
///         of numbers between single blanks
/// @param header whether the first line holds the names of the columns
/// @param missing the texts that stand for a missing value
/// @param texts the names of columns that are read as texts even where they look like numbers: keys, postal codes
public record CsvFormat(char separator, Header header, Set<String> missing, Set<String> texts) {

    /// The separator that the first two lines tell.
    public static final char AUTO = '\0';

    /// Whether the first line holds names.
    public enum Header {

        /// It does unless one of its fields is a number; it does nevertheless where a text stands above a number.
        AUTO, YES, NO
    }

    public CsvFormat {
        missing = ImmutableSet.copyOf(missing);
        texts = ImmutableSet.copyOf(texts);
    }

    /// Separator and header as the file tells; nothing, `NA`, `NaN`, `?` and `null` are missing values.
    public static CsvFormat standard() { return new CsvFormat(AUTO, Header.AUTO, Set.of("", "NA", "NaN", "nan", "?", "null"), Set.of()); }

    public CsvFormat separator(char separator) { return new CsvFormat(separator, header, missing, texts); }

    public CsvFormat header(Header header) { return new CsvFormat(separator, header, missing, texts); }

    public CsvFormat missing(String... missing) { return new CsvFormat(separator, header, ImmutableSet.copyOf(missing), texts); }

    public CsvFormat texts(String... texts) { return new CsvFormat(separator, header, missing, ImmutableSet.copyOf(texts)); }
}
