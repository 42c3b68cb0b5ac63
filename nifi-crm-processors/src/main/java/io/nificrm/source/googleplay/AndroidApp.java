package io.nificrm.source.googleplay;

import io.nificrm.source.Target;
import java.util.regex.Pattern;

/** An app by its package name, e.g. {@code com.acme.coffee}. */
record AndroidApp(String packageName) implements Target {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)+");

    /** @throws IllegalArgumentException if it is no package name */
    static AndroidApp parse(String entry) {
        if (!NAME.matcher(entry).matches()) {
            throw new IllegalArgumentException("'" + entry + "' is no package name such as com.acme.coffee");
        }
        return new AndroidApp(entry);
    }

    @Override
    public String name() {
        return packageName;
    }

    @Override
    public String stateKey() {
        return packageName;
    }
}
