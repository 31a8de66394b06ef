package dev.lanewise.core.series;

/// What to do about steps that are missing in a file, and about cells without a value.
public enum Gaps {

    /// Complain, with the first one and their number.
    REJECT,

    /// Put the last value before it in the place of one that is missing, which looks at nothing that comes later; a series that begins with a gap is refused still.
    LAST,

    /// Draw a straight line between the values before and after; at the ends the nearest value stands. A value that comes later is looked at: not for what is to judge forecasts.
    INTERPOLATE
}
