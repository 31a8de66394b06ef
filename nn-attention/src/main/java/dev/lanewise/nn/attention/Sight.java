package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.tensor.Mask;

/// What a step sees of others.
///
/// @param causal whether step `i` sees only the steps `0 … i`
/// @param window how many steps back, itself counted, and how many ahead it sees; 0 for all
/// @param places how it knows where they stand
public record Sight(boolean causal, int window, Places places) {

    public Sight {
        if (window < 0) throw new IllegalArgumentException("Sight: expected a window of at least one step, or 0 for all, but got " + window);
    }

    /// Everything, as a set.
    public static Sight all() { return new Sight(false, 0, Places.none()); }

    /// What came before, as a set.
    public static Sight past() { return new Sight(true, 0, Places.none()); }

    public Sight causal(boolean causal) { return new Sight(causal, window, places); }

    public Sight window(int window) { return new Sight(causal, window, places); }

    public Sight places(Places places) { return new Sight(causal, window, places); }

    /// The mask for queries that come after `before` keys.
    Mask mask(int before) {
        Mask mask = causal ? Mask.causal(before) : Mask.none();
        return window == 0 ? mask : mask.and(Mask.window(window, before));
    }

    /// What a file holds.
    static Sight read(Options options) {
        return new Sight(options.flag("causal", false), options.integer("window", 0), options.has("places") ? Places.read(options.options("places")) : Places.none());
    }
}
