package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// The times of a table: at which step each row is.
///
/// @param column the name of the column of times; empty where there is none
/// @param steps ascending, the first one 0
record StepTimes(String column, Timeline timeline, long[] steps) {

    private static final long MONTH_AT_LEAST = 28 * 86_400L;

    /// Rows that are a step apart each.
    static StepTimes of(int rows) { return new StepTimes("", Timeline.numbered(), LongStream.range(0, rows).toArray()); }

    static StepTimes of(Table table, String time) {
        List<String> texts = table.texts(time);
        if (texts.size() < 2) throw new DataException("TimeSeries: expected at least two rows, to tell the distance of the steps, but got " + texts.size());
        return table.isNumber(time) ? numbered(table, time) : dated(table, time, texts);
    }

    private static StepTimes numbered(Table table, String time) {
        double[] cells = table.column(time);
        long[] numbers = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != Math.rint(cells[i])) throw noTime(table, i, time);
            numbers[i] = (long) cells[i];
        }
        long distance = leastDistance(table, time, numbers);
        return new StepTimes(time, new Timeline.Numbered(numbers[0], distance), steps(table, time, numbers, distance, Long::toString));
    }

    private static StepTimes dated(Table table, String time, List<String> texts) {
        LocalDateTime[] dates = new LocalDateTime[texts.size()];
        long[] seconds = new long[dates.length], months = new long[dates.length];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = date(table, i, time, texts.get(i));
            seconds[i] = dates[i].toEpochSecond(ZoneOffset.UTC);
            months[i] = dates[i].getYear() * 12L + dates[i].getMonthValue();
        }
        long distance = leastDistance(table, time, seconds);
        LocalDateTime first = dates[0];
        boolean monthly = distance >= MONTH_AT_LEAST && java.util.Arrays.stream(dates).allMatch(date -> sameDayOfMonth(date, first));
        if (!monthly) return new StepTimes(time, Timeline.seconds(first, distance), steps(table, time, seconds, distance, it -> it + " seconds"));
        long apart = leastDistance(table, time, months);
        return new StepTimes(time, Timeline.months(first, (int) apart), steps(table, time, months, apart, it -> it + " months"));
    }

    private static boolean sameDayOfMonth(LocalDateTime a, LocalDateTime b) { return a.getDayOfMonth() == b.getDayOfMonth() && a.toLocalTime().equals(b.toLocalTime()); }

    private static LocalDateTime date(Table table, int row, String time, String text) {
        try {
            return switch (text.length()) {
                case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay();
                case 10 -> LocalDate.parse(text).atStartOfDay();
                default -> LocalDateTime.parse(text.replace(' ', 'T'));
            };
        } catch (DateTimeParseException _) {
            throw noTime(table, row, time);
        }
    }

    private static DataException noTime(Table table, int row, String time) {
        String text = table.texts(time).get(row);
        return new DataException(table.place(row, time) + ": expected a time such as 1949-01, 1949-01-31, 1949-01-31 23:00 or a whole number, but " + (text.isEmpty() ? "it is missing" : "got \"" + text + "\""));
    }

    private static long leastDistance(Table table, String time, long[] times) {
        long least = Long.MAX_VALUE;
        for (int i = 1; i < times.length; i++) {
            long distance = times[i] - times[i - 1];
            if (distance <= 0) {
                String text = table.texts(time).get(i);
                throw new DataException(table.place(i, time) + ": expected a later time than in the row before, but got " + text
                        + (distance == 0 ? " again. Keep one of the rows" : " after " + table.texts(time).get(i - 1) + ". Sort the rows by time"));
            }
            least = Math.min(least, distance);
        }
        return least;
    }

    private static long[] steps(Table table, String time, long[] times, long distance, LongFunction<String> words) {
        long[] steps = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            long since = times[i] - times[0];
            if (since % distance != 0) {
                throw new DataException(table.place(i, time) + ": expected times at equal distances, multiples of " + words.apply(distance) + " from the first one, but got " + table.texts(time).get(i));
            }
            steps[i] = since / distance;
        }
        return steps;
    }
}
