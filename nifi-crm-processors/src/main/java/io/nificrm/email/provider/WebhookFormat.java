package io.nificrm.email.provider;

import io.nificrm.format.Fields;
import io.nificrm.format.Format;
import io.nificrm.format.JsonItems;
import io.nificrm.format.JsonShape;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.UnreadableItemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The format of a provider's webhook: JSON, or a form that a provider posts instead. */
final class WebhookFormat implements Format {
    private final String name;
    private final String description;
    private final FormBody.Content form;
    private final JsonItems items;

    /** Turns one posted item into events. */
    @FunctionalInterface
    interface Mapping {
        void map(Fields item, Out out) throws IOException, UnreadableItemException;
    }

    /** Takes what an item says. */
    interface Out {
        void event(ProviderEvent event) throws IOException;

        void ignored(String what) throws IOException;
    }

    /** @param form what a form holds, where the provider posts forms */
    WebhookFormat(String name, String description, JsonShape shape, FormBody.Content form, Mapping mapping) {
        this.name = name;
        this.description = description;
        this.form = form;
        this.items = new JsonItems(
                shape,
                (item, reading, out) -> mapping.map(item, new Out() {
                    @Override
                    public void event(ProviderEvent event) throws IOException {
                        out.touchpoint(event.toTouchpoint(reading));
                    }

                    @Override
                    public void ignored(String what) throws IOException {
                        out.ignored(what);
                    }
                }));
    }

    WebhookFormat(String name, String description, JsonShape shape, Mapping mapping) {
        this(name, description, shape, FormBody.Content.NONE, mapping);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void read(InputStream in, Reading reading, Sink sink) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        if (form == FormBody.Content.NONE || !FormBody.is(buffered)) {
            items.read(buffered, reading, sink);
        } else {
            FormBody.read(buffered, form, items, reading, sink);
        }
    }
}
