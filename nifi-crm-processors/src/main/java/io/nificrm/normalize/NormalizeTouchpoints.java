package io.nificrm.normalize;

import io.nificrm.flowfile.CrmAttributes;
import io.nificrm.flowfile.Outputs;
import io.nificrm.format.Format;
import io.nificrm.format.InvalidItem;
import io.nificrm.format.ItemLimits;
import io.nificrm.format.Reading;
import io.nificrm.format.Sink;
import io.nificrm.format.Timestamps;
import io.nificrm.source.json.JsonFormat;
import io.nificrm.touchpoint.Touchpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.SideEffectFree;
import org.apache.nifi.annotation.behavior.SupportsBatching;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.components.AllowableValue;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.components.resource.ResourceCardinality;
import org.apache.nifi.components.resource.ResourceType;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

/** The shell of {@link Normalizer} in a flow. */
@Tags({"crm", "social", "email", "mention", "touchpoint", "normalize", "convert", "mastodon", "reddit", "rss", "mime"})
@CapabilityDescription(
        "Turns native items of a platform (statuses, posts, feed entries, mails, webhook events) into touchpoints, "
                + "one JSON object a line. Streams: an item at a time. An item that cannot be read goes to 'invalid' with the reason "
                + "and its original bytes; the others go on. Ids are deterministic, so that normalising again changes nothing.")
@InputRequirement(InputRequirement.Requirement.INPUT_REQUIRED)
@SideEffectFree
@SupportsBatching
@ReadsAttributes({
    @ReadsAttribute(
            attribute = CrmAttributes.FORMAT,
            description = "The format of the content, where Format is set to use it"),
    @ReadsAttribute(
            attribute = CrmAttributes.FETCHED_AT,
            description =
                    "When the content was received, ISO 8601; where it is missing, when the FlowFile entered the flow")
})
@WritesAttributes({
    @WritesAttribute(attribute = CrmAttributes.CONTENT, description = "touchpoints, or dead_letters on 'invalid'"),
    @WritesAttribute(
            attribute = CrmAttributes.ITEM_COUNT,
            description = "How many touchpoints or dead letters the FlowFile holds"),
    @WritesAttribute(attribute = "mime.type", description = "application/x-ndjson"),
    @WritesAttribute(
            attribute = CrmAttributes.REASON,
            description = "On 'invalid', the reason of the first dead letter"),
    @WritesAttribute(attribute = CrmAttributes.STAGE, description = "On 'invalid', NormalizeTouchpoints")
})
public class NormalizeTouchpoints extends AbstractProcessor {
    private static final String STAGE = "NormalizeTouchpoints";

    static final AllowableValue BY_ATTRIBUTE = new AllowableValue(
            "by-attribute",
            "Use 'crm.format' attribute",
            "Each FlowFile says in its attribute crm.format what it holds, as our sources do");

    static final PropertyDescriptor FORMAT = new PropertyDescriptor.Builder()
            .name("Format")
            .description(
                    "What the incoming content is. Leave it at the attribute where the content comes from our sources; "
                            + "set it where content arrives by other means, e.g. 'mime' for archived .eml files.")
            .required(true)
            .allowableValues(formats())
            .defaultValue(BY_ATTRIBUTE)
            .build();

    static final PropertyDescriptor JSON_MAPPING = new PropertyDescriptor.Builder()
            .name("JSON Mapping")
            .description(
                    "For the format 'json': where each field stands in an item, as a YAML table of JSON Pointers; the file's "
                            + "path or the text itself. With it any webhook or API becomes a source without code. Example: "
                            + "{platform: shop, fields: {id: /id, timestamp: /created_at, kind: {value: review}, text: /body}}")
            .identifiesExternalResource(ResourceCardinality.SINGLE, ResourceType.FILE, ResourceType.TEXT)
            .addValidator(Validator.VALID)
            .build();

    static final PropertyDescriptor KEEP_RAW = new PropertyDescriptor.Builder()
            .name("Keep Raw Item")
            .description("Whether each touchpoint carries the native item in its field 'raw' (stored, not searched). "
                    + "Useful while a mapping is examined; about doubles the size of what is stored.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("false")
            .build();

    static final PropertyDescriptor MAX_ITEM_SIZE = new PropertyDescriptor.Builder()
            .name("Maximum Item Size")
            .description(
                    "A single item larger than this goes to 'invalid' with its first 64 KB, so that no input can exhaust "
                            + "memory. Raise it where a platform really sends larger ones, e.g. 8 MB.")
            .required(true)
            .addValidator(StandardValidators.createDataSizeBoundsValidator(1024, 64L << 20))
            .defaultValue("4 MB")
            .build();

    static final Relationship SUCCESS = new Relationship.Builder()
            .name("success")
            .description("Touchpoints, one JSON object a line")
            .build();

    static final Relationship INVALID = new Relationship.Builder()
            .name("invalid")
            .description(
                    "Items that could not be read, as dead letters: reason and original bytes, one JSON object a line")
            .build();

    private volatile Optional<Format> json = Optional.empty();

    private static AllowableValue[] formats() {
        return Stream.concat(
                        Stream.of(BY_ATTRIBUTE),
                        Stream.concat(
                                Formats.all().stream()
                                        .map(format ->
                                                new AllowableValue(format.name(), format.name(), format.description())),
                                Stream.of(
                                        new AllowableValue(JsonFormat.NAME, JsonFormat.NAME, JsonFormat.DESCRIPTION))))
                .toArray(AllowableValue[]::new);
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.of(FORMAT, JSON_MAPPING, KEEP_RAW, MAX_ITEM_SIZE);
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, INVALID);
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        boolean isSet = context.getProperty(JSON_MAPPING).isSet();
        if (!isSet && JsonFormat.NAME.equals(context.getProperty(FORMAT).getValue())) {
            return List.of(invalidMapping("the format json needs one"));
        }
        if (isSet) {
            try {
                mapping(context);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                return List.of(invalidMapping(e.getMessage()));
            }
        }
        return List.of();
    }

    private static ValidationResult invalidMapping(String explanation) {
        return new ValidationResult.Builder()
                .subject(JSON_MAPPING.getName())
                .valid(false)
                .explanation(explanation)
                .build();
    }

    private static Format mapping(PropertyContext context) {
        try (InputStream file = context.getProperty(JSON_MAPPING).asResource().read()) {
            return Formats.json(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads the mapping, once for all FlowFiles until the processor is stopped. */
    @OnScheduled
    public void readMapping(ProcessContext context) {
        json = context.getProperty(JSON_MAPPING).isSet() ? Optional.of(mapping(context)) : Optional.empty();
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        String name = name(context, flowFile);
        Optional<Format> format = name.equals(JsonFormat.NAME) ? json : Formats.named(name);
        try (Outputs outputs = new Outputs(session, flowFile, STAGE, INVALID, Clock.systemUTC())) {
            if (format.isPresent()) {
                Normalizer.Summary summary =
                        normalize(format.get(), reading(context, flowFile), session, flowFile, outputs);
                report(summary, flowFile, outputs);
            } else {
                refuse(name, session, flowFile, outputs);
            }
            outputs.transfer();
        } catch (IOException e) {
            throw new ProcessException("Cannot normalise " + flowFile, e);
        }
    }

    private static String name(ProcessContext context, FlowFile flowFile) {
        String chosen = context.getProperty(FORMAT).getValue();
        if (!chosen.equals(BY_ATTRIBUTE.getValue())) {
            return chosen;
        }
        return Optional.ofNullable(flowFile.getAttribute(CrmAttributes.FORMAT)).orElse("");
    }

    private static Reading reading(ProcessContext context, FlowFile flowFile) {
        Instant fetchedAt = Optional.ofNullable(flowFile.getAttribute(CrmAttributes.FETCHED_AT))
                .flatMap(Timestamps::parse)
                .orElseGet(() -> Instant.ofEpochMilli(flowFile.getEntryDate()));
        int itemBytes =
                context.getProperty(MAX_ITEM_SIZE).asDataSize(DataUnit.B).intValue();
        return new Reading(
                fetchedAt, context.getProperty(KEEP_RAW).asBoolean(), ItemLimits.DEFAULT.withItemBytes(itemBytes));
    }

    private static Normalizer.Summary normalize(
            Format format, Reading reading, ProcessSession session, FlowFile flowFile, Outputs outputs)
            throws IOException {
        try (InputStream in = session.read(flowFile)) {
            return new Normalizer(format, reading).run(in, new Sink() {
                @Override
                public void touchpoint(Touchpoint touchpoint) throws IOException {
                    outputs.write(SUCCESS, touchpoint);
                }

                @Override
                public void invalid(InvalidItem item) throws IOException {
                    outputs.invalid(item.reason(), Optional.of(format.name()), item.original(), item.truncated());
                }

                @Override
                public void ignored(String what) {
                    // counted by the normalizer
                }
            });
        }
    }

    private void report(Normalizer.Summary summary, FlowFile flowFile, Outputs outputs) {
        outputs.firstReason()
                .ifPresent(reason -> getLogger()
                        .warn("{} of the items in {} are invalid; the first: {}", summary.invalid(), flowFile, reason));
        if (!summary.ignored().isEmpty()) {
            getLogger().debug("{} holds items that are no touchpoints: {}", flowFile, summary.ignored());
        }
    }

    /** A FlowFile of which nobody knows what it holds. */
    private void refuse(String name, ProcessSession session, FlowFile flowFile, Outputs outputs) throws IOException {
        String problem = name.isEmpty()
                ? "the attribute crm.format is missing"
                : name.equals(JsonFormat.NAME)
                        ? "the format json needs the property JSON Mapping"
                        : "the format '" + name + "' of the attribute crm.format is not known";
        String reason = problem + "; set the property Format, or the attribute to one of " + Formats.names();
        try (InputStream in = session.read(flowFile)) {
            byte[] start = in.readNBytes(64 << 10);
            outputs.invalid(
                    reason,
                    name.isEmpty() ? Optional.of("unknown") : Optional.of(name),
                    start,
                    flowFile.getSize() > start.length);
        }
        getLogger().warn("Cannot normalise {}: {}", flowFile, reason);
    }
}
