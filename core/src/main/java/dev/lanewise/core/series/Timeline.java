package dev.lanewise.core.series;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// When the steps of a [TimeSeries] are: at equal distances from a first one, without an end.
public sealed interface Timeline {

    /// The steps 0, 1, 2, …
    static Timeline numbered() { return new Numbered(0, 1); }

    /// The first of every month, or of every so many months.
    static Timeline months(LocalDateTime first, int months) { return new Dated(first, months, 0); }

    /// Times that are so many seconds apart; an hour has 3,600, a day 86,400.
    static Timeline seconds(LocalDateTime first, long seconds) { return new Dated(first, 0, seconds); }

    /// The time of a step as it stands in a file.
    String label(int step);

    /// The same times from this step on.
    Timeline from(int step);

    /// How many steps make the season that such a distance suggests: 12 of months, 4 of quarters, 7 of days, 24 of hours; 0 where none does.
    int season();

    /// Steps that have numbers.
    ///
    /// @param first the number of the first one
    /// @param distance between two of them, at least 1
    record Numbered(long first, long distance) implements Timeline {

        public Numbered {
            if (distance < 1) throw new IllegalArgumentException("Timeline: expected a distance ≥ 1, but got " + distance);
        }

        @Override public String label(int step) { return Long.toString(first + step * distance); }

        @Override public Timeline from(int step) { return new Numbered(first + step * distance, distance); }

        @Override public int season() { return 0; }
    }

    /// Steps that have dates and times, which are nobody's zone's: a day always has 24 hours.
    ///
    /// @param first the time of the first one
    /// @param months between two of them, or 0 for seconds
    /// @param seconds between two of them, or 0 for months
    record Dated(LocalDateTime first, int months, long seconds) implements Timeline {

        private static final long DAY = 86_400;
        private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM"), TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        public Dated {
            if (months < 0 || seconds < 0 || (months == 0) == (seconds == 0)) {
                throw new IllegalArgumentException("Timeline: expected a distance of months or of seconds, but got " + months + " months and " + seconds + " seconds");
            }
        }

        /// The time of a step.
        public LocalDateTime at(int step) { return months > 0 ? first.plusMonths((long) step * months) : first.plusSeconds(step * seconds); }

        @Override public String label(int step) {
            if (months > 0 && first.getDayOfMonth() == 1) return at(step).format(MONTH);
            boolean days = first.toLocalTime().toSecondOfDay() == 0 && (months > 0 || seconds % DAY == 0);
            return days ? at(step).toLocalDate().toString() : at(step).format(TIME);
        }

        @Override public Timeline from(int step) { return new Dated(at(step), months, seconds); }

        @Override public int season() {
            if (months > 0) return 12 % months == 0 ? 12 / months : 0;
            return seconds == DAY ? 7 : seconds == DAY / 24 ? 24 : 0;
        }
    }
}
