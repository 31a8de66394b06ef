package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Generated days of 1900 … 2099 as people write them, and as ISO 8601 does: `3 May 1979`, `May 3rd, 1979`, `Thursday 3 May 1979` → `1979-05-03`.
///
/// Translating one into the other needs every part of a date in another place: what attention is told by.
public final class Dates {

    private static final int FIRST_YEAR = 1900, YEARS = 200, FORMS = 8;

    private Dates() { }

    /// Pairs of texts.
    public static TextDataset pairs(int samples, Seed seed) {
        RandomStream random = seed.stream();
        long first = LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay(), days = LocalDate.of(FIRST_YEAR + YEARS, 1, 1).toEpochDay() - first;
        List<String> written = new ArrayList<>(), iso = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            LocalDate date = LocalDate.ofEpochDay(first + random.nextInt((int) days));
            written.add(written(date, random.nextInt(FORMS)));
            iso.add(date.toString());
        }
        return TextDataset.pairs(written, iso);
    }

    private static String written(LocalDate date, int form) {
        String month = capital(date.getMonth().name()), day = Integer.toString(date.getDayOfMonth()), year = Integer.toString(date.getYear());
        return switch (form) {
            case 0 -> day + " " + month + " " + year;
            case 1 -> month + " " + day + ", " + year;
            case 2 -> day + " " + month.substring(0, 3) + " " + year;
            case 3 -> month + " " + ordinal(date.getDayOfMonth()) + ", " + year;
            case 4 -> capital(date.getDayOfWeek().name()) + " " + day + " " + month + " " + year;
            case 5 -> capital(date.getDayOfWeek().name()).substring(0, 3) + ", " + month.substring(0, 3) + " " + day + " " + year;
            case 6 -> day + "/" + date.getMonthValue() + "/" + year;
            default -> "the " + ordinal(date.getDayOfMonth()) + " of " + month + " " + year;
        };
    }

    private static String capital(String name) { return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT); }

    private static String ordinal(int day) {
        boolean teen = day / 10 == 1;
        return day + (teen ? "th" : switch (day % 10) { case 1 -> "st"; case 2 -> "nd"; case 3 -> "rd"; default -> "th"; });
    }
}
