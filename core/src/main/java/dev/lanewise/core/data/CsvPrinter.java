package dev.lanewise.core.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.List;

/// Prints a [Table] as CSV.
final class CsvPrinter {

    private CsvPrinter() { }

    static void print(Table table, Appendable to) {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer(to))) {
            csv.writeRecord(table.names());
            List<List<String>> columns = table.names().stream().map(table::texts).toList();
            for (int i = 0; i < table.size(); i++) {
                int row = i;
                csv.writeRecord(columns.stream().map(column -> column.get(row)).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Writer writer(Appendable to) {
        return new Writer() {
            @Override public void write(char[] text, int from, int count) throws IOException { to.append(CharBuffer.wrap(text, from, count)); }

            @Override public void flush() { }

            @Override public void close() { }
        };
    }
}
