package io.nificrm.retention;

import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.elasticsearch.IndexNames;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many months each kind of index is kept, besides the present one. An index is over age when its whole month is: with
 * 3 months, on any day of November the indices up to July are, and that of August is not.
 *
 * @param months by family; one that is missing is kept for ever
 */
public record RetentionPolicy(Map<IndexFamily, Integer> months) {
    /** @throws IllegalArgumentException when a family has no monthly indices, or less than a month is to be kept */
    public RetentionPolicy {
        EnumMap<IndexFamily, Integer> checked = new EnumMap<>(IndexFamily.class);
        months.forEach((family, count) -> {
            if (!family.monthly()) {
                throw new IllegalArgumentException(family.suffix() + " has no monthly indices");
            }
            if (count < 1) {
                throw new IllegalArgumentException("at least one month is kept, not " + count);
            }
            checked.put(family, count);
        });
        months = Map.copyOf(checked);
    }

    /** Of some indices those that are over age, in order. All others, whatever they are, are not touched. */
    public List<String> overAge(IndexNames names, Collection<String> indices, Clock clock) {
        YearMonth present = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        return indices.stream()
                .filter(index -> months.entrySet().stream().anyMatch(entry -> {
                    Optional<YearMonth> last = names.lastMonth(entry.getKey(), index);
                    return last.isPresent() && last.get().isBefore(present.minusMonths(entry.getValue()));
                }))
                .sorted()
                .toList();
    }
}
