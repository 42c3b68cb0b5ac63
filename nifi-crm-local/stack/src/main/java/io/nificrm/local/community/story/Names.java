package io.nificrm.local.community.story;

import java.util.List;
import java.util.Locale;

/** Names, biographies and habits for the crowd. */
final class Names {
    static final List<Language> LANGUAGES = List.of(
            new Language("en", 0.76),
            new Language("de", 0.07),
            new Language("es", 0.05),
            new Language("fr", 0.04),
            new Language("it", 0.03),
            new Language("pt", 0.03),
            new Language("ar", 0.01),
            new Language("hi", 0.01));
    static final List<String> PERSONAS =
            List.of("home_barista", "office_manager", "eco_minded", "bargain_hunter", "student");
    static final List<String> BIOS = List.of(
            "here for the pictures",
            "Opinions are mine, typos too.",
            "coffee first",
            "Runner, reader, parent.",
            "IT by day, bread by night",
            "Student. Tired.",
            "gardener / cyclist / aunt",
            "I collect mugs and grudges.",
            "Ask me about trains.",
            "Small business, big dog.",
            "he/him. espresso.",
            "she/her. Nurse.",
            "Maths teacher, choir alto",
            "Lurker since forever");

    private Names() {}

    /** @param share of the crowd */
    record Language(String code, double share) {}

    static List<String> first(String language) {
        return switch (language) {
            case "de" -> List.of("Anke", "Jürgen", "Paula", "Felix", "Mareike", "Tim", "Ursel", "Emre");
            case "es" -> List.of("Marta", "Diego", "Pilar", "Álvaro", "Ximena", "Joaquín");
            case "fr" -> List.of("Chloé", "Antoine", "Maëlle", "Yanis", "Sylvie", "Hugo");
            case "it" -> List.of("Chiara", "Matteo", "Elisa", "Davide", "Bianca");
            case "pt" -> List.of("Beatriz", "Tiago", "Luana", "Caio", "Marisa");
            case "ar" -> List.of("سلمى", "يوسف", "نور", "كريم");
            case "hi" -> List.of("Ananya", "Rohan", "Meera", "Kabir");
            default ->
                List.of(
                        "Alice", "Ben", "Chidi", "Dana", "Ewan", "Fiona", "Grace", "Harvey", "Isla", "Jack", "Keiko",
                        "Liam", "Maya", "Nate", "Olive", "Pavel", "Quinn", "Rhys", "Sana", "Theo", "Una", "Vic", "Wren",
                        "Xander", "Yara", "Zach");
        };
    }

    static List<String> last(String language) {
        return switch (language) {
            case "de" -> List.of("Lorenz", "Kuhn", "Yıldız", "Stein", "Wagner", "Bauer");
            case "es" -> List.of("Rojas", "Castillo", "Navarro", "Peña", "Soler");
            case "fr" -> List.of("Girard", "Lefèvre", "Benali", "Morel", "Petit");
            case "it" -> List.of("Ricci", "Galli", "Fontana", "Serra");
            case "pt" -> List.of("Moreira", "Araújo", "Teixeira", "Prado");
            case "ar" -> List.of("منصور", "الخطيب", "سالم");
            case "hi" -> List.of("Sharma", "Iyer", "Joshi", "Das");
            default ->
                List.of(
                        "Abbott", "Bright", "Cole", "Dunmore", "Ellery", "Flint", "Goode", "Hale", "Ito", "Jessop",
                        "Kerr", "Lowe", "Mensah", "Nash", "Okafor", "Pryce", "Reid", "Stone", "Turner", "Umber",
                        "Vance", "Wilde", "Yates");
        };
    }

    /** Letters and digits only, as servers demand; the position in the cast keeps it unique. */
    static String handle(String first, String last, int position, Dice dice) {
        String plain = ascii(dice.chance(0.5) ? first + last.substring(0, 1) : last + "_" + first);
        String stem = plain.length() < 3 ? dice.pick(List.of("bean", "qahwa", "cup", "mocha")) : plain;
        return stem + dice.pick(List.of("", "_", "x")) + position;
    }

    static int hoursFromUtc(String language, Dice dice) {
        return switch (language) {
            case "de", "it" -> 1;
            case "es" -> dice.pick(List.of(1, 1, -3, -5));
            case "fr" -> dice.pick(List.of(1, 1, -5));
            case "pt" -> dice.pick(List.of(0, -3));
            case "ar" -> 3;
            case "hi" -> 5;
            default -> dice.pick(List.of(0, 0, 0, 0, 1, -5, -5, -8, 10));
        };
    }

    private static String ascii(String name) {
        return java.text.Normalizer.normalize(name.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD)
                .replaceAll("[^a-z_]", "")
                .replaceAll("^_+|_+$", "");
    }
}
