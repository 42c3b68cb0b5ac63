package io.nificrm.insight.train;

/**
 * A text and what a person said it is.
 *
 * @param label e.g. {@code positive}
 * @param text as it was posted
 * @param language BCP-47 tag of the text
 */
public record LabelledText(String label, String text, String language) {}
