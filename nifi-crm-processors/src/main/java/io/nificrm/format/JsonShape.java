package io.nificrm.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the items are in a platform's answers. A value of the stream, or an element of a top-level array, is an item
 * itself unless it is a page: an object in which one of the paths leads to an array. Then the elements of that array are
 * the items.
 */
public final class JsonShape {
    /** Every value, and every element of a top-level array, is an item. */
    public static final JsonShape ITEMS = new JsonShape();

    private final Map<String, JsonShape> fields = new HashMap<>();
    private boolean items;

    private JsonShape() {}

    /**
     * Items, arrays of items, and pages.
     *
     * @param paths the fields that lead to a page's array of items, e.g. {@code data/children}
     */
    public static JsonShape pages(String... paths) {
        JsonShape root = new JsonShape();
        for (String path : paths) {
            JsonShape at = root;
            for (String field : List.of(path.split("/", -1))) {
                at = at.fields.computeIfAbsent(field, name -> new JsonShape());
            }
            at.items = true;
        }
        return root;
    }

    /** Whether an object here can have a page's array in it. */
    boolean leadsOn() {
        return !fields.isEmpty();
    }

    /** Whether an array here is a page's items. */
    boolean isItems() {
        return items;
    }

    /** What a field of an object here leads to; {@link #ITEMS}, which leads nowhere, for most. */
    JsonShape field(String name) {
        return fields.getOrDefault(name, ITEMS);
    }
}
