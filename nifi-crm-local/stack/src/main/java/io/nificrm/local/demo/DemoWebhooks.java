package io.nificrm.local.demo;

import io.nificrm.local.community.CommunityServer;
import io.nificrm.local.community.mail.Provider;
import io.nificrm.local.community.mail.WebhookKey;
import io.nificrm.local.flow.WebhookParameters;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The providers of mail services that post into the flow, each with a key made for this run.
 *
 * @param port where the flow listens, on the loopback address
 */
record DemoWebhooks(int port, Map<Provider, WebhookKey> keys) {

    static DemoWebhooks at(int port) {
        Map<Provider, WebhookKey> keys = new EnumMap<>(Provider.class);
        for (Provider provider : Provider.values()) {
            keys.put(provider, WebhookKey.of(provider));
        }
        return new DemoWebhooks(port, keys);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void postFrom(CommunityServer.Builder community) {
        keys.forEach((provider, key) -> community.webhook(provider, url().resolve("/" + provider.id()), key));
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(WebhookParameters.PORT, Integer.toString(port));
        parameters.put(
                WebhookParameters.PROVIDERS,
                keys.keySet().stream().map(Provider::id).collect(Collectors.joining("|")));
        keys.forEach((provider, key) -> {
            parameters.put(WebhookParameters.keyOf(provider.id()), key.customers());
            key.user().ifPresent(user -> parameters.put(WebhookParameters.userOf(provider.id()), user));
        });
        return parameters;
    }
}
