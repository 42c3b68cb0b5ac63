package io.nificrm.touchpoint;

import java.util.Optional;

/**
 * A picture, video or file that goes with a touchpoint.
 *
 * @param type image, video, audio, gif, file, …
 * @param alt the description its author gave for those who cannot see it, or the file's name
 */
public record Media(Optional<String> type, Optional<String> url, Optional<String> alt) {
    public Media {
        type = Absent.ifBlank(type);
        url = Absent.ifBlank(url);
        alt = Absent.ifBlank(alt);
    }
}
