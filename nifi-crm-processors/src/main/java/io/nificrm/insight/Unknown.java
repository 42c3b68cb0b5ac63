package io.nificrm.insight;

/** Why no sentiment is given. */
public enum Unknown {
    /** There is no text. */
    EMPTY,
    /** Only links, handles, numbers or punctuation. */
    NOTHING_SAID,
    /** The language could not be told. */
    LANGUAGE_UNKNOWN,
    /** The language was told, but the model does not judge it. */
    LANGUAGE_UNSUPPORTED,
    /** The answer is less certain than was asked for. */
    UNSURE
}
