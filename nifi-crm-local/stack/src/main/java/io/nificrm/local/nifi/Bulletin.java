package io.nificrm.local.nifi;

/**
 * One message that a component showed on the canvas.
 *
 * @param level INFO, WARNING or ERROR
 * @param source the name of the component
 * @param message its words
 */
public record Bulletin(String level, String source, String message) {}
