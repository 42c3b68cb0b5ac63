package io.nificrm.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Targets as an operator lists them: one a line or separated by commas; a comma within double quotes belongs to the target. */
public final class TargetList {

    private TargetList() {}

    /** The entries in their order, without repetitions and surrounding blanks. */
    public static List<String> parse(String text) {
        Set<String> entries = new LinkedHashSet<>();
        text.lines().forEach(line -> addEntries(line, entries));
        return List.copyOf(entries);
    }

    private static void addEntries(String line, Set<String> entries) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || (line.charAt(i) == ',' && !quoted)) {
                String entry = line.substring(start, i).strip();
                if (!entry.isEmpty()) {
                    entries.add(entry);
                }
                start = i + 1;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
    }
}
