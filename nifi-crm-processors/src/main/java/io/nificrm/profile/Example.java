package io.nificrm.profile;

import io.nificrm.touchpoint.Touchpoint;

/**
 * A mention that an entry must find, or must not.
 *
 * @param touchpoint the mention, not yet tagged
 * @param shown how it is shown in messages
 * @param place where it is written
 */
public record Example(Touchpoint touchpoint, String shown, Place place) {}
