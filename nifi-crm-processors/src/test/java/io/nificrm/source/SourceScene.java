package io.nificrm.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nificrm.source.http.GuardedHttpClient;
import io.nificrm.source.http.HttpSettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What tests of sources share: HTTP that reaches a {@link PlatformStub}, and looking into what was delivered. */
public final class SourceScene {

    private SourceScene() {}

    /** Gives up after two seconds, refuses more than a megabyte, and may reach this machine. */
    public static PlatformApi api() {
        return new PlatformApi(new GuardedHttpClient(HttpSettings.defaults()
                .withPrivateAddressesAllowed(true)
                .withResponseTimeout(Duration.ofSeconds(2))
                .withMaxBodyBytes(1_000_000)));
    }

    /** The ids of the items in a page: the texts at {@code id} in the list at {@code list} (RFC 6901). */
    public static List<String> ids(MemoryPollSession.Delivery delivery, String list, String id) {
        try {
            JsonNode page = RawJson.read(new String(delivery.content(), StandardCharsets.UTF_8));
            return StreamSupport.stream(page.at(list).spliterator(), false)
                    .map(item -> item.at(id).asText())
                    .toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids in all pages, in order. */
    public static List<String> ids(MemoryPollSession session, String list, String id) {
        List<String> ids = new ArrayList<>();
        session.deliveries().forEach(delivery -> ids.addAll(ids(delivery, list, id)));
        return ids;
    }
}
