package io.nificrm.local.community.story;

import java.util.List;

/** The invented brands. Ids are those of the example listening profile. */
public enum Brand {
    ACME("acme", "acmecoffee"),
    BOLT("bolt", "boltcoffee"),
    VERDANT("verdant", "verdantroasters");

    private final String id;
    private final String handle;

    Brand(String id, String handle) {
        this.id = id;
        this.handle = handle;
    }

    public String id() {
        return id;
    }

    /** The account name of the brand, the same on every platform. */
    public String handle() {
        return handle;
    }

    /** The full name, as a newspaper writes it. */
    public String fullName() {
        return spellings().getFirst();
    }

    /** How people write it, the usual ones more than once. */
    List<String> spellings() {
        return switch (this) {
            case ACME -> List.of("Acme Coffee", "Acme Coffee", "Acme", "@acmecoffee", "Acme", "#AcmeCoffee");
            case BOLT -> List.of("Bolt Coffee", "Bolt Coffee", "@boltcoffee", "#BoltCoffee");
            case VERDANT -> List.of("Verdant Roasters", "Verdant Roasters", "@verdantroasters");
        };
    }

    boolean ours() {
        return this == ACME;
    }
}
