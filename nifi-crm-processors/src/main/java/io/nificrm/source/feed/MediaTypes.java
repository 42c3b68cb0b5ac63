package io.nificrm.source.feed;

import java.util.Locale;

/** The document's words for media types. */
final class MediaTypes {
    private MediaTypes() {}

    /** image, video, audio or file, of a MIME type or of Media RSS's medium. */
    static String of(String mimeType) {
        String type = mimeType.toLowerCase(Locale.ROOT);
        if (type.startsWith("image")) {
            return "image";
        }
        if (type.startsWith("video")) {
            return "video";
        }
        return type.startsWith("audio") ? "audio" : "file";
    }
}
