package io.nificrm.insight;

/**
 * @param tag BCP-47 tag, e.g. {@code de}
 * @param confidence 0 to 1: how probable it is that the tag is right
 */
public record DetectedLanguage(String tag, float confidence) {}
