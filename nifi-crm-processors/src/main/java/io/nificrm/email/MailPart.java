package io.nificrm.email;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail or a part of one.
 *
 * @param text what it says, where it is text; of a multipart, what stands before its first part
 * @param size of its content in bytes, decoded; of parts that hold parts, 0
 * @param children the parts of a multipart, or the mail in a {@code message/rfc822}
 */
record MailPart(MailHeaders headers, ContentHeader type, String text, long size, List<MailPart> children) {
    MailPart {
        children = List.copyOf(children);
    }

    /** Whether it is of a MIME type, e.g. {@code text/plain}. */
    boolean is(String mimeType) {
        return type.value().equals(mimeType);
    }

    boolean isMultipart() {
        return type.value().startsWith("multipart/");
    }

    boolean isMessage() {
        return is("message/rfc822") || is("message/global");
    }

    ContentHeader disposition() {
        return ContentHeader.of(headers.first("Content-Disposition").orElse(""));
    }

    Optional<String> fileName() {
        return disposition().parameter("filename").or(() -> type.parameter("name"));
    }

    /** This part and all parts in it, outermost first, without going into mails that are attached. */
    Stream<MailPart> parts() {
        Stream<MailPart> inner =
                isMessage() ? Stream.empty() : children.stream().flatMap(MailPart::parts);
        return Stream.concat(Stream.of(this), inner);
    }

    /** The first part of a MIME type. */
    Optional<MailPart> first(String mimeType) {
        return parts().filter(part -> part.is(mimeType)).findFirst();
    }
}
