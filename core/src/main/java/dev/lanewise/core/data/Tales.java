package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.List;

/// Generated tales of a few sentences, for language models that have a minute to learn: somebody lives somewhere, goes out, meets somebody and finds something.
///
/// There is more in them to learn than spelling: who is *she* and who is *he* stands in a name several sentences before, what was lost is what is
/// found, and quotation marks close. Written for this project; nothing is taken from other texts.
public final class Tales {

    private Tales() { }

    private record Person(String name, String subject, String possessive) {

        static Person she(String name) { return new Person(name, "she", "her"); }

        static Person he(String name) { return new Person(name, "he", "his"); }
    }

    private static List<Person> people() {
        return List.of(Person.she("Anna"), Person.she("Mira"), Person.she("Ida"), Person.she("Rosa"), Person.she("Lena"), Person.he("Tom"), Person.he("Emil"), Person.he("Oskar"), Person.he("Paul"), Person.he("Felix"));
    }

    private static List<String> homes() { return List.of("near the old mill", "by the sea", "behind the green hill", "at the end of a long road", "in a small house in the forest", "above the bakery"); }

    private static List<String> times() { return List.of("One morning", "On a windy day", "One evening in spring", "When the snow had melted", "Early on Sunday", "After the rain"); }

    private static List<String> ways() { return List.of("to the river", "to the market", "into the forest", "up the hill", "down to the harbour", "over the bridge"); }

    private static List<String> things() { return List.of("red kite", "silver key", "little boat", "blue hat", "wooden flute", "white goat", "map of the stars", "pair of boots"); }

    private static List<String> places() { return List.of("under a stone", "in the tall grass", "on the roof", "behind the door", "in an empty barrel", "between two trees"); }

    private static List<String> endings() { return List.of("laughed", "sang all the way home", "shared a loaf of bread", "were friends from that day on", "watched the moon rise", "danced until it was dark"); }

    /// So many tales, each a text that ends with an empty line.
    public static TextDataset texts(int samples, Seed seed) {
        RandomStream random = seed.stream();
        List<String> tales = new ArrayList<>();
        for (int i = 0; i < samples; i++) tales.add(tale(random));
        return TextDataset.of(tales);
    }

    private static String tale(RandomStream random) {
        Person one = any(people(), random), other = any(people(), random);
        while (other.name.equals(one.name)) other = any(people(), random);
        String thing = any(things(), random);
        return beginning(one, random) + meeting(one, other, thing, random) + search(one, other, thing, random) + "\n\n";
    }

    private static String beginning(Person one, RandomStream random) {
        return one.name + " lived " + any(homes(), random) + ". " + any(times(), random) + " " + one.subject + " took " + one.possessive + " coat and went " + any(ways(), random) + ".\n";
    }

    private static String meeting(Person one, Person other, String thing, RandomStream random) {
        String asked = "\"Have you seen my " + thing + "?\" asked " + other.name + ". ";
        String answered = random.nextInt(2) == 0 ? "\"No,\" said " + one.name + ", \"but I will help you.\"\n" : "\"Perhaps,\" said " + one.name + ". \"Let us look together.\"\n";
        return "There " + one.subject + " met " + other.name + ", who had lost " + other.possessive + " " + thing + ". " + asked + answered;
    }

    private static String search(Person one, Person other, String thing, RandomStream random) {
        Person finder = random.nextInt(2) == 0 ? one : other;
        String looked = random.nextInt(2) == 0 ? "They looked everywhere. " : "They searched until noon. ";
        return looked + "At last " + finder.name + " found the " + thing + " " + any(places(), random) + ". " + capital(finder.subject) + " called out, and " + one.name + " and " + other.name + " " + any(endings(), random) + ".";
    }

    private static String capital(String word) { return Character.toUpperCase(word.charAt(0)) + word.substring(1); }

    private static <T> T any(List<T> all, RandomStream random) { return all.get(random.nextInt(all.size())); }
}
