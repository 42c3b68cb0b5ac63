package io.nificrm.insight.model;

/** What a head tells about a text. */
public enum Task {
    LANGUAGE,
    SENTIMENT,
    EMOTION
}
