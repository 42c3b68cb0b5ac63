package io.nificrm.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/**
 * The header fields of a mail or of one of its parts, in order.
 *
 * @param fields unfolded, values as they were sent
 */
record MailHeaders(List<Field> fields) {
    /** A field; its name is compared without regard to case. */
    record Field(String name, String value) {}

    MailHeaders {
        fields = List.copyOf(fields);
    }

    /**
     * Reads header fields that stand in a text, as in {@code message/delivery-status} or a returned mail; stops at an
     * empty line.
     */
    static MailHeaders of(String text) {
        List<Field> fields = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            if (line.isBlank()) {
                if (fields.isEmpty()) {
                    continue;
                }
                break;
            }
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            int colon = line.indexOf(':');
            if (folded && !fields.isEmpty()) {
                Field last = fields.removeLast();
                fields.add(new Field(last.name(), last.value() + ' ' + line.strip()));
            } else if (colon > 0 && line.substring(0, colon).strip().indexOf(' ') < 0) {
                fields.add(new Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        return new MailHeaders(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /** The value of the first field of a name, as it was sent; absent where it is blank. */
    Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name) && !field.value().isBlank()) {
                return Optional.of(field.value().strip());
            }
        }
        return Optional.empty();
    }

    /** The values of all fields of a name. */
    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(field -> field.value().strip())
                .toList();
    }

    /** The value of the first field of a name, in lower case; empty text where there is none. */
    String lower(String name) {
        return first(name)
                .map(value -> value.toLowerCase(java.util.Locale.ROOT))
                .orElse("");
    }

    /** The value of the first field of a name with its encoded words (RFC 2047) decoded. */
    Optional<String> decoded(String name) {
        return first(name).map(MailHeaders::decode).filter(value -> !value.isBlank());
    }

    static String decode(String value) {
        return value.contains("=?") ? DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT) : value;
    }
}
