package io.nificrm.source.appstore;

import io.nificrm.source.Target;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An app in the store of one country; each country has reviews of its own.
 *
 * @param country two letters (ISO 3166-1), lower case
 * @param id Apple's number of the app
 */
record StoreApp(String country, String id) implements Target {
    private static final Pattern ENTRY = Pattern.compile(
            "(?:https://(?:apps|itunes)\\.apple\\.com/)?([A-Za-z]{2})/(?:app/(?:[^/]+/)?)?(?:id)?(\\d{5,12})(?:[?#].*)?");

    /**
     * Reads {@code us/123456789}, or the address of the app's page.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static StoreApp parse(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + entry
                    + "' is no app: write country and number, as in us/123456789, or the address of the app's page");
        }
        return new StoreApp(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2));
    }

    @Override
    public String name() {
        return country + '/' + id;
    }

    @Override
    public String stateKey() {
        return name();
    }
}
