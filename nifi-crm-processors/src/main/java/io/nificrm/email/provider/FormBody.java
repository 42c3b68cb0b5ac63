package io.nificrm.email.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nificrm.format.FormFields;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.JsonItems;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A body of type {@code application/x-www-form-urlencoded}. */
final class FormBody {
    private static final int SNIFFED = 256;
    private static final int KEPT = 64 << 10;

    private FormBody() {}

    /** What the fields of a form are. */
    enum Content {
        /** The provider posts no forms. */
        NONE,
        /** The fields of one event. */
        EVENT,
        /** One field holds the events as JSON: Mandrill's {@code mandrill_events}. */
        JSON_FIELD
    }

    /** Whether it looks like one: a name and an equals sign, and no JSON. */
    static boolean is(InputStream in) throws IOException {
        in.mark(SNIFFED);
        String start = new String(in.readNBytes(SNIFFED), StandardCharsets.ISO_8859_1).strip();
        in.reset();
        int equals = start.indexOf('=');
        return equals > 0 && start.substring(0, equals).chars().allMatch(c -> c > ' ' && "{}[]<>\"".indexOf(c) < 0);
    }

    static void read(InputStream in, Content content, JsonItems items, Reading reading, Sink sink) throws IOException {
        int largest = reading.limits().documentBytes();
        byte[] body = in.readNBytes(largest);
        if (in.read() >= 0) {
            sink.invalid(new InvalidItem("the form is larger than " + largest + " bytes", start(body), true));
            return;
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try {
            FormFields.parse(new String(body, StandardCharsets.UTF_8)).forEach(fields::put);
        } catch (IllegalArgumentException e) {
            sink.invalid(new InvalidItem("not a form: " + e.getMessage(), start(body), body.length > KEPT));
            return;
        }
        String json = content == Content.JSON_FIELD && fields.size() > 0
                ? fields.elements().next().asText()
                : fields.toString();
        items.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), reading, sink);
    }

    private static byte[] start(byte[] body) {
        return Arrays.copyOf(body, Math.min(body.length, KEPT));
    }
}
