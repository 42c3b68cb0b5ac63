package io.nificrm.source.hackernews;

import org.apache.nifi.components.DescribedValue;

/** Which items of Hacker News to listen to. */
public enum HackerNewsItems implements DescribedValue {
    STORIES_AND_COMMENTS("stories and comments", "Everything people write", "(story,comment,poll)"),
    STORIES("stories", "Submissions, with Ask HN, Show HN and polls", "(story,poll)"),
    COMMENTS("comments", "What people answer", "comment");

    private final String value;
    private final String description;
    private final String tags;

    HackerNewsItems(String value, String description, String tags) {
        this.value = value;
        this.description = description;
        this.tags = tags;
    }

    /** As the search wants it: a comma means and, within parentheses or. */
    String tags() {
        return tags;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public String getDisplayName() {
        return value;
    }

    @Override
    public String getDescription() {
        return description;
    }
}
