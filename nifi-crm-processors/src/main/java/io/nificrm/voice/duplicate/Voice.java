package io.nificrm.voice.duplicate;

import java.time.Instant;

/**
 * Who said something when.
 *
 * @param touchpoint its id
 * @param author hash of platform and author; where the author is unknown, of the touchpoint's id
 */
record Voice(String touchpoint, long author, Instant said) {}
