package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.List;

/// Generated English sentences and the French ones that say the same: `the red cat sees a small house` → `le chat rouge voit une maison petite`.
///
/// The grammar is small and its French plainer than France's (every adjective stands behind), but nothing is word by word: adjectives change their
/// place, and articles and adjectives agree with the gender of a noun.
public final class Sentences {

    private Sentences() { }

    private record Noun(String english, String french, boolean feminine) { }

    private record Pair(String english, String french) { }

    private static List<Noun> nouns() {
        return List.of(new Noun("cat", "chat", false), new Noun("dog", "chien", false), new Noun("bird", "oiseau", false), new Noun("book", "livre", false), new Noun("boy", "garçon", false),
                new Noun("house", "maison", true), new Noun("girl", "fille", true), new Noun("car", "voiture", true), new Noun("table", "table", true), new Noun("flower", "fleur", true));
    }

    /// The feminine behind a stroke where it is another word.
    private static List<Pair> adjectives() {
        return List.of(new Pair("red", "rouge"), new Pair("small", "petit/petite"), new Pair("green", "vert/verte"), new Pair("old", "vieux/vieille"), new Pair("white", "blanc/blanche"), new Pair("sad", "triste"));
    }

    private static List<Pair> verbs() {
        return List.of(new Pair("sees", "voit"), new Pair("likes", "aime"), new Pair("finds", "trouve"), new Pair("wants", "veut"), new Pair("draws", "dessine"), new Pair("has", "a"));
    }

    /// Pairs of texts.
    public static TextDataset pairs(int samples, Seed seed) {
        RandomStream random = seed.stream();
        List<String> english = new ArrayList<>(), french = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            Pair subject = phrase(random), verb = any(verbs(), random), object = phrase(random);
            boolean not = random.nextInt(4) == 0;
            english.add(subject.english + (not ? " never " : " ") + verb.english + " " + object.english);
            french.add(subject.french + (not ? (verb.french.startsWith("a") ? " n'" : " ne ") : " ") + verb.french + (not ? " jamais " : " ") + object.french);
        }
        return TextDataset.pairs(english, french);
    }

    private static Pair phrase(RandomStream random) {
        Noun noun = any(nouns(), random);
        boolean known = random.nextInt(2) == 0, described = random.nextInt(2) == 0;
        Pair adjective = any(adjectives(), random);
        String[] forms = adjective.french.split("/", -1);
        String english = (known ? "the " : "a ") + (described ? adjective.english + " " : "") + noun.english;
        return new Pair(known || !english.startsWith("a o") ? english : "an" + english.substring(1), article(noun, known) + noun.french + (described ? " " + forms[noun.feminine ? forms.length - 1 : 0] : ""));
    }

    private static String article(Noun noun, boolean known) {
        if (known && noun.french.startsWith("o")) return "l'";
        return known ? noun.feminine ? "la " : "le " : noun.feminine ? "une " : "un ";
    }

    private static <T> T any(List<T> all, RandomStream random) { return all.get(random.nextInt(all.size())); }
}
