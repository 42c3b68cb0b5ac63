package io.nificrm.profile.query;

/**
 * A place in a touchpoint that made a query match.
 *
 * @param part the document field: {@code text}, {@code title}, {@code author.bio}, …
 * @param start in characters, from 0
 * @param end the character after the last
 */
public record Span(String part, int start, int end) {}
