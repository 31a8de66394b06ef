package dev.lanewise.core.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.lanewise.core.internal.io.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Prints a [Table] as CSV.
final class CsvPrinter {

    private CsvPrinter() { }

    static void print(Table table, Appendable to) {
        try (CsvWriter csv = writer(table, to)) {
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

    private static CsvWriter writer(Table table, Appendable to) {
        CsvWriter.CsvWriterBuilder options = CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
        if (table.names().size() == 1) options.quoteStrategy(QuoteStrategies.EMPTY);       // an empty line would be no row
        return options.build(writer(to));
    }

    static void print(Table table, Path file) {
        AtomicFile.write(file, channel -> {
            Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));       // AtomicFile closes the channel
            try {
                print(table, out);
                out.flush();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    private static Writer writer(Appendable to) {
        return new Writer() {
            @Override public void write(char[] text, int from, int count) throws IOException { to.append(CharBuffer.wrap(text, from, count)); }

            @Override public void flush() { }

            @Override public void close() { }
        };
    }
}
