package io.nificrm.dashboards;

import io.nificrm.dashboards.grafana.FieldOverride;
import io.nificrm.dashboards.grafana.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each colour means, on every board the same.
 *
 * <p>Taken from the palettes of Okabe and Ito and of Paul Tol, which people with any kind of colour vision can tell
 * apart; a test simulates the common kinds of colour blindness. Text or position always says the same as the colour.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito, Color Universal Design</a>
 * @see <a href="https://personal.sron.nl/~pault/">Paul Tol's notes on colour schemes</a>
 */
public final class Palette {

    public static final String NEGATIVE = "#D55E00";
    public static final String NEUTRAL = "#999999";
    public static final String POSITIVE = "#0072B2";
    /** No mood was recognised. */
    public static final String UNKNOWN = "#5F5F5F";

    /** All is as it should be. */
    public static final String CALM = "#009E73";
    /** Look at it soon. */
    public static final String WATCH = "#E69F00";
    /** Act now. */
    public static final String ALARM = "#AA3377";

    /** Amounts that are neither good nor bad. */
    public static final String PLAIN = "#56B4E9";
    /** The other party: competitors, what was not answered, what came before. */
    public static final String OTHER = "#BBBBBB";

    /** The name under which a document without a mood is counted. */
    public static final String NO_MOOD = "unknown";

    private Palette() {}

    /** The three moods and their absence, in the order in which they are stacked. */
    public static Map<String, String> moods() {
        Map<String, String> moods = new LinkedHashMap<>();
        moods.put("negative", NEGATIVE);
        moods.put("neutral", NEUTRAL);
        moods.put("positive", POSITIVE);
        moods.put(NO_MOOD, UNKNOWN);
        return moods;
    }

    /** The priorities of triage, darkest first. */
    public static Map<String, String> priorities() {
        Map<String, String> priorities = new LinkedHashMap<>();
        priorities.put("p1", ALARM);
        priorities.put("p2", "#CC79A7");
        priorities.put("p3", "#88CCEE");
        priorities.put("p4", "#DDDDDD");
        return priorities;
    }

    /** The emotions of the built-in model. */
    public static Map<String, String> emotions() {
        Map<String, String> emotions = new LinkedHashMap<>();
        emotions.put("anger", "#882255");
        emotions.put("sadness", "#332288");
        emotions.put("optimism", "#44AA99");
        emotions.put("joy", "#DDCC77");
        return emotions;
    }

    /** The platforms that have sources of their own. */
    public static Map<String, String> platforms() {
        Map<String, String> platforms = new LinkedHashMap<>();
        platforms.put("mastodon", "#332288");
        platforms.put("bluesky", "#88CCEE");
        platforms.put("reddit", "#CC6677");
        platforms.put("hackernews", "#DDCC77");
        platforms.put("youtube", "#882255");
        platforms.put("x", "#DDDDDD");
        platforms.put("feed", "#117733");
        platforms.put("email", "#AA4499");
        platforms.put("web", "#44AA99");
        return platforms;
    }

    /** Needs, as in the starter profile. */
    public static Map<String, String> needs() {
        Map<String, String> needs = new LinkedHashMap<>();
        needs.put("safety", "#332288");
        needs.put("belonging", "#44AA99");
        needs.put("recognition", "#DDCC77");
        needs.put("control", "#882255");
        needs.put("value", "#117733");
        needs.put("delight", "#CC6677");
        return needs;
    }

    /** The stages of a relationship, from stranger to advocate. */
    public static Map<String, String> stages() {
        Map<String, String> stages = new LinkedHashMap<>();
        stages.put("stranger", "#DDDDDD");
        stages.put("aware", "#88CCEE");
        stages.put("engaged", "#44AA99");
        stages.put("advocate", "#117733");
        stages.put("at_risk", ALARM);
        return stages;
    }

    /** What can happen to a mail. */
    public static Map<String, String> emailKinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("sent", "#DDDDDD");
        kinds.put("delivered", "#88CCEE");
        kinds.put("opened", "#44AA99");
        kinds.put("clicked", "#117733");
        kinds.put("replied", "#332288");
        kinds.put("auto_replied", "#BBBBBB");
        kinds.put("deferred", "#DDCC77");
        kinds.put("bounced", WATCH);
        kinds.put("rejected", "#CC6677");
        kinds.put("unsubscribed", "#882255");
        kinds.put("complained", ALARM);
        return kinds;
    }

    /** Draws series or columns of these names in these colours. */
    public static List<FieldOverride> colors(Map<String, String> colors) {
        return colors.entrySet().stream()
                .map(entry -> FieldOverride.of(entry.getKey()).color(entry.getValue()))
                .toList();
    }

    /** Gives a table's cells of these texts these colours. */
    public static Mapping[] cells(Map<String, String> colors) {
        return colors.entrySet().stream()
                .map(entry -> Mapping.of(entry.getKey(), entry.getKey(), entry.getValue()))
                .toArray(Mapping[]::new);
    }
}
