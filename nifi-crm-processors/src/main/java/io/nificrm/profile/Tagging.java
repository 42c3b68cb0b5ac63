package io.nificrm.profile;

import io.nificrm.profile.query.Match;
import io.nificrm.profile.query.QuerySet;
import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.AuthorBuilder;
import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what the profile finds into touchpoints. Thread-safe. */
final class Tagging {
    private final QuerySet<ProfileEntry> tags;
    private final AccountRoster roster;

    Tagging(QuerySet<ProfileEntry> tags, AccountRoster roster) {
        this.tags = tags;
        this.roster = roster;
    }

    /** What queries may read and the profile knows without them: whose the author is, and the campaign. */
    Touchpoint prepare(Touchpoint touchpoint) {
        Optional<Author> author = touchpoint
                .author()
                .map(known -> AuthorBuilder.builder(known)
                        .ours(roster.isOurs(touchpoint.platform(), known))
                        .build());
        Optional<Campaign> campaign = ReferralTags.campaign(touchpoint).or(touchpoint::campaign);
        if (author.equals(touchpoint.author()) && campaign.equals(touchpoint.campaign())) {
            return touchpoint;
        }
        return TouchpointBuilder.builder(touchpoint)
                .author(author)
                .campaign(campaign)
                .build();
    }

    Touchpoint tag(Touchpoint touchpoint) {
        Touchpoint prepared = prepare(touchpoint);
        List<Match<ProfileEntry>> found = new ArrayList<>(tags.match(prepared));
        found.sort(Comparator.comparingInt(match -> match.key().order()));
        Map<ProfileList, List<String>> ids = new EnumMap<>(ProfileList.class);
        Map<String, List<String>> matches = new LinkedHashMap<>();
        List<String> corrected = touchpoint.triage().map(Triage::corrected).orElse(List.of());
        touchpoint.matches().forEach((reference, words) -> {
            if (corrected.contains(listOf(reference))) {
                matches.put(reference, words);
            }
        });
        for (Match<ProfileEntry> match : found) {
            ProfileEntry entry = match.key();
            ids.computeIfAbsent(entry.list(), list -> new ArrayList<>()).add(entry.id());
            if (!corrected.contains(entry.list().field())) {
                matches.put(entry.reference(), match.words());
            }
        }
        TouchpointBuilder tagged =
                TouchpointBuilder.builder(prepared).matches(matches).words(words(touchpoint, found));
        for (ProfileList list : ProfileList.values()) {
            if (!corrected.contains(list.field())) {
                put(tagged, list, ids.getOrDefault(list, List.of()));
            }
        }
        return tagged.build();
    }

    /** What a mention is about, without the names of brands: those are why it was found. */
    private static List<String> words(Touchpoint touchpoint, List<Match<ProfileEntry>> found) {
        if (touchpoint.type() != Touchpoint.Type.MENTION) {
            return List.of();
        }
        List<String> names = found.stream()
                .filter(match ->
                        match.key().list() == ProfileList.BRANDS || match.key().list() == ProfileList.COMPETITORS)
                .flatMap(match -> match.words().stream())
                .filter(word -> word.indexOf(':') < 0) // what another field said
                .toList();
        return TellingWords.of(touchpoint.title(), touchpoint.text(), touchpoint.lang(), names);
    }

    private static String listOf(String reference) {
        int slash = reference.indexOf('/');
        return slash < 0 ? reference : reference.substring(0, slash);
    }

    private static void put(TouchpointBuilder tagged, ProfileList list, List<String> ids) {
        switch (list) {
            case BRANDS -> tagged.brands(ids);
            case COMPETITORS -> tagged.competitors(ids);
            case TOPICS -> tagged.topics(ids);
            case PERSONAS -> tagged.personas(ids);
            case NEEDS -> tagged.needs(ids);
            case INTENTS -> tagged.intents(ids);
            case KEY_MESSAGES -> tagged.keyMessages(ids);
        }
    }
}
