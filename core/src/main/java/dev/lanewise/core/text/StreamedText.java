package dev.lanewise.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Hands on text as its tokens come, never half of a character and never a text that ends it.
///
/// A character may consist of several tokens, and a word may be told from its neighbour by a space that belongs to neither: so a new token is decoded
/// together with those before it. Not thread-safe.
public final class StreamedText {

    private static final char BROKEN = '\uFFFD';
    private static final int CONTEXT = 8;                      // tokens that are decoded again for the spaces between

    private final Tokenizer tokenizer;
    private final List<String> stops;
    private final Consumer<String> to;
    private final List<Integer> tokens = new ArrayList<>();    // of the context, then those not handed on yet
    private int told;                                          // how many of them are context
    private String held = "";                                  // text that may be the beginning of a stop
    private boolean over;

    private StreamedText(Tokenizer tokenizer, List<String> stops, Consumer<String> to) {
        this.tokenizer = tokenizer;
        this.stops = stops;
        this.to = to;
    }

    /// @param stops texts before which it ends; not empty
    /// @param to hears of text
    public static StreamedText of(Tokenizer tokenizer, List<String> stops, Consumer<String> to) {
        if (stops.stream().anyMatch(String::isEmpty)) throw new IllegalArgumentException("StreamedText: expected stops of at least one character, but got an empty one");
        return new StreamedText(tokenizer, List.copyOf(stops), to);
    }

    /// The tokens of a text that stands before it and was told already, so that the space between them is right; before the first token.
    public StreamedText behind(int... prompt) {
        for (int i = Math.max(0, prompt.length - CONTEXT); i < prompt.length; i++) tokens.add(prompt[i]);
        told = tokens.size();
        return this;
    }

    /// One more token.
    ///
    /// @return whether no stop has come yet
    public boolean add(int token) {
        if (over) return false;
        tokens.add(token);
        String before = tokenizer.decode(array(told)), now = tokenizer.decode(array(tokens.size()));
        if (now.length() > before.length() && now.charAt(now.length() - 1) != BROKEN) {
            hand(now.substring(before.length()));
            told = tokens.size();
            while (told > CONTEXT) {
                tokens.removeFirst();
                told--;
            }
        }
        return !over;
    }

    private int[] array(int count) { return tokens.subList(0, count).stream().mapToInt(token -> token).toArray(); }

    private void hand(String text) {
        String all = held + text;
        int stop = stops.stream().mapToInt(all::indexOf).filter(at -> at >= 0).min().orElse(-1);
        over = stop >= 0;
        int until = over ? stop : all.length() - beginning(all);
        held = over ? "" : all.substring(until);
        if (until > 0) to.accept(all.substring(0, until));
    }

    /// How many of the last characters may be the beginning of a stop.
    private int beginning(String all) {
        int most = 0;
        for (String stop : stops) for (int n = Math.min(stop.length() - 1, all.length()); n > most; n--) if (all.endsWith(stop.substring(0, n))) most = n;
        return most;
    }

    /// Hands on what was held back: there are no more tokens.
    public void finish() {
        if (over) return;
        String rest = held + tokenizer.decode(array(tokens.size())).substring(tokenizer.decode(array(told)).length());
        over = true;
        if (!rest.isEmpty()) to.accept(rest);
    }
}
