package io.nificrm.profile;

import io.nificrm.touchpoint.Campaign;
import io.nificrm.touchpoint.CampaignBuilder;
import io.nificrm.touchpoint.Link;
import io.nificrm.touchpoint.Touchpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The campaign that the links of a touchpoint name: {@code utm_*} (Google Analytics and most others), {@code mtm_*} and
 * {@code pk_*} (Matomo), {@code at_*} (Piano), {@code hsa_*} (HubSpot), and the click marks by which advertising networks
 * and mail services sign their links ({@code gclid}, {@code fbclid}, {@code mc_cid}, …). The first link that has any
 * counts.
 */
final class ReferralTags {
    private static final Map<String, List<String>> NAMES = Map.of(
            "source", List.of("utm_source", "mtm_source", "pk_source", "hsa_src"),
            "medium", List.of("utm_medium", "mtm_medium", "pk_medium", "at_medium"),
            "name",
                    List.of(
                            "utm_campaign",
                            "utm_id",
                            "mtm_campaign",
                            "pk_campaign",
                            "at_campaign",
                            "hsa_cam",
                            "mc_cid"),
            "content", List.of("utm_content", "mtm_content", "pk_content", "at_creation", "hsa_ad"),
            "term", List.of("utm_term", "mtm_kwd", "pk_kwd", "hsa_kw"));

    /** Click marks: who set it, and by which medium. */
    private static final Map<String, List<String>> CLICK_MARKS = Map.of(
            "gclid", List.of("google", "cpc"),
            "wbraid", List.of("google", "cpc"),
            "gbraid", List.of("google", "cpc"),
            "msclkid", List.of("bing", "cpc"),
            "fbclid", List.of("facebook", "social"),
            "igshid", List.of("instagram", "social"),
            "ttclid", List.of("tiktok", "cpc"),
            "twclid", List.of("x", "cpc"),
            "li_fat_id", List.of("linkedin", "cpc"),
            "mc_cid", List.of("mailchimp", "email"));

    /** A link with none of these, such as to a page by its number, names no campaign. */
    private static final Set<String> ALL_NAMES = Stream.concat(
                    NAMES.values().stream().flatMap(List::stream), CLICK_MARKS.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST_VALUE = 256;

    private ReferralTags() {}

    /** The campaign, empty where no link names one. */
    static Optional<Campaign> campaign(Touchpoint touchpoint) {
        for (Link link : touchpoint.links()) {
            Optional<Campaign> named = campaign(link.url());
            if (named.isPresent()) {
                return named;
            }
        }
        return touchpoint.url().flatMap(ReferralTags::campaign);
    }

    private static Optional<Campaign> campaign(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(url.substring(question + 1));
        if (Collections.disjoint(parameters.keySet(), ALL_NAMES)) {
            return Optional.empty();
        }
        CampaignBuilder campaign = CampaignBuilder.builder()
                .source(first(parameters, "source"))
                .medium(first(parameters, "medium"))
                .name(first(parameters, "name"))
                .content(first(parameters, "content"))
                .term(first(parameters, "term"));
        for (Map.Entry<String, List<String>> mark : CLICK_MARKS.entrySet()) {
            if (parameters.containsKey(mark.getKey()) && campaign.source().isEmpty()) {
                campaign.source(mark.getValue().getFirst());
                campaign.medium(
                        campaign.medium().or(() -> Optional.of(mark.getValue().get(1))));
            }
        }
        Campaign found = campaign.build();
        boolean nothing = Stream.of(found.source(), found.medium(), found.name(), found.content(), found.term())
                .allMatch(Optional::isEmpty);
        return nothing ? Optional.empty() : Optional.of(found);
    }

    private static Optional<String> first(Map<String, String> parameters, String what) {
        return NAMES.get(what).stream()
                .flatMap(name -> Optional.ofNullable(parameters.get(name)).stream())
                .findFirst();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int end = query.indexOf('#');
        for (String pair : (end < 0 ? query : query.substring(0, end)).split("[&;]")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                String name = pair.substring(0, equals).toLowerCase(Locale.ROOT);
                String value = decoded(pair.substring(equals + 1)).strip();
                if (!value.isEmpty() && value.length() <= LONGEST_VALUE) {
                    parameters.putIfAbsent(name, value);
                }
            }
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) { // a bare % that somebody typed: the value is what stands there
            return value;
        }
    }
}
