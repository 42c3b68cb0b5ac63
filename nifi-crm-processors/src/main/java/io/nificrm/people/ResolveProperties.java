package io.nificrm.people;

import io.nificrm.elasticsearch.ConnectionProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.lookup.LookupService;
import org.apache.nifi.processor.util.StandardValidators;
import org.apache.nifi.serialization.record.Record;

/** What ResolvePeople asks the operator. */
final class ResolveProperties {
    private static final int SHORTEST_KEY = 16;

    static final PropertyDescriptor LOOKUP = new PropertyDescriptor.Builder()
            .name("Contact Lookup Service")
            .description(
                    "Your contacts: a CSVRecordLookupService, DatabaseRecordLookupService, RestLookupService, … that"
                            + " returns a contact for an account or mail address, as a record with the fields named below"
                            + " or as a text, the contact's id. Leave it empty to go by the handles on contacts met"
                            + " before.")
            .identifiesControllerService(LookupService.class)
            .build();

    static final PropertyDescriptor COORDINATE = new PropertyDescriptor.Builder()
            .name("Lookup Coordinate")
            .description("The name by which the lookup service takes the key, e.g. handle for a RestLookupService whose"
                    + " URL holds ${handle}. Leave it empty for the one that the service requires, or key.")
            .dependsOn(LOOKUP)
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
            .build();

    static final PropertyDescriptor HANDLE_KEY = new PropertyDescriptor.Builder()
            .name("Handle Key")
            .description("How an account is written in your contacts, made of ${platform} and ${handle}, e.g."
                    + " ${platform}:${handle} for mastodon:jo@social.example, or ${handle} alone. Mail addresses are"
                    + " looked up as they are, or as the hash chosen below.")
            .required(true)
            .defaultValue("${platform}:${handle}")
            .dependsOn(LOOKUP)
            .expressionLanguageSupported(ExpressionLanguageScope.FLOWFILE_ATTRIBUTES)
            .addValidator(StandardValidators.NON_EMPTY_EL_VALIDATOR)
            .build();

    static final PropertyDescriptor HASHING = new PropertyDescriptor.Builder()
            .name("Address Hashing")
            .description("How mail addresses are written in your contacts.")
            .required(true)
            .allowableValues(AddressHashing.class)
            .defaultValue(AddressHashing.NONE)
            .build();

    static final PropertyDescriptor HASH_KEY = new PropertyDescriptor.Builder()
            .name("Hash Key")
            .description("The secret with which the hashes of your contacts were made, 16 characters or more. Whoever"
                    + " changes it loses the connection to what was hashed before.")
            .required(true)
            .sensitive(true)
            .dependsOn(HASHING, AddressHashing.HMAC_SHA256)
            .addValidator(StandardValidators.createRegexMatchingValidator(
                    java.util.regex.Pattern.compile("(?s).{" + SHORTEST_KEY + ",}"),
                    false,
                    "It must have at least " + SHORTEST_KEY + " characters"))
            .build();

    static final PropertyDescriptor KEEP_ADDRESSES = new PropertyDescriptor.Builder()
            .name("Keep Addresses")
            .description("false: sender and recipient of mails leave as hashes, and the raw item is dropped; the text"
                    + " of a mail stays as it was written. Agents then answer in the mailbox, not by address.")
            .required(true)
            .allowableValues("true", "false")
            .defaultValue("true")
            .dependsOn(HASHING, AddressHashing.SHA256, AddressHashing.HMAC_SHA256)
            .build();

    static final PropertyDescriptor ID_FIELD = field("Id Field", "id", "the contact's id", "customer_no");

    static final PropertyDescriptor STAGE_FIELD = field(
            "Stage Field",
            "stage",
            "the stage that your database gives them; where it has none, what their touchpoints say",
            "lifecycle_stage");

    static final PropertyDescriptor SEGMENT_FIELD =
            field("Segment Field", "segment", "their groups, several values or a text parted by ; or ,", "groups");

    static final PropertyDescriptor HANDLES_FIELD = field(
            "Handles Field",
            "handles",
            "their accounts and addresses, e.g. mastodon:jo@social.example; jo@post.example; who is found by one is"
                    + " then known by all of them",
            "social_profiles");

    static final PropertyDescriptor CONNECTION = ConnectionProperty.optional(
            "Where crm-people is kept: gives the stage, and the contacts on whom a handle is"
                    + " listed. Without it, people are known by the lookup service alone.");

    static final PropertyDescriptor CACHE_DURATION = new PropertyDescriptor.Builder()
            .name("Cache Duration")
            .description("How long it is remembered who somebody is, or that nobody knows. Shorten it where contacts"
                    + " change by the minute; 0 secs asks every time.")
            .required(true)
            .defaultValue("10 mins")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createTimePeriodValidator(0, TimeUnit.SECONDS, 30, TimeUnit.DAYS))
            .build();

    static final PropertyDescriptor CACHED_PEOPLE = new PropertyDescriptor.Builder()
            .name("Cached People")
            .description("How many accounts are remembered; about 400 bytes of heap each. Those met longest ago are"
                    + " forgotten first.")
            .required(true)
            .defaultValue("100000")
            .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
            .addValidator(StandardValidators.createLongValidator(1, 10_000_000, true))
            .build();

    static final List<PropertyDescriptor> ALL = List.of(
            LOOKUP,
            COORDINATE,
            HANDLE_KEY,
            HASHING,
            HASH_KEY,
            KEEP_ADDRESSES,
            ID_FIELD,
            STAGE_FIELD,
            SEGMENT_FIELD,
            HANDLES_FIELD,
            CONNECTION,
            CACHE_DURATION,
            CACHED_PEOPLE);

    private ResolveProperties() {}

    private static PropertyDescriptor field(String name, String usual, String meaning, String example) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description("The field of a contact with " + meaning + ". For example " + example + ".")
                .required(true)
                .defaultValue(usual)
                .dependsOn(LOOKUP)
                .expressionLanguageSupported(ExpressionLanguageScope.ENVIRONMENT)
                .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                .build();
    }

    static ContactFields fields(PropertyContext context) {
        return new ContactFields(
                text(context, ID_FIELD),
                text(context, STAGE_FIELD),
                text(context, SEGMENT_FIELD),
                text(context, HANDLES_FIELD));
    }

    static AddressKeys addressKeys(PropertyContext context) {
        return switch (context.getProperty(HASHING).asAllowableValue(AddressHashing.class)) {
            case NONE -> AddressKeys.plain();
            case SHA256 -> AddressKeys.sha256();
            case HMAC_SHA256 -> AddressKeys.keyed(context.getProperty(HASH_KEY).getValue());
        };
    }

    static boolean hidesAddresses(PropertyContext context) {
        return addressKeys(context).hashing()
                && !context.getProperty(KEEP_ADDRESSES).asBoolean();
    }

    static Collection<ValidationResult> validate(ValidationContext context) {
        List<ValidationResult> problems = new ArrayList<>();
        if (!context.getProperty(LOOKUP).isSet()
                && !context.getProperty(CONNECTION).isSet()) {
            problems.add(new ValidationResult.Builder()
                    .subject(LOOKUP.getName())
                    .valid(false)
                    .explanation("there is nobody to ask: set a lookup service, an Elasticsearch connection, or both")
                    .build());
        }
        if (context.getProperty(LOOKUP).isSet()) {
            Class<?> values = context.getProperty(LOOKUP)
                    .asControllerService(LookupService.class)
                    .getValueType();
            boolean known = values == null
                    || values.equals(Object.class)
                    || CharSequence.class.isAssignableFrom(values)
                    || Number.class.isAssignableFrom(values)
                    || Record.class.isAssignableFrom(values)
                    || Map.class.isAssignableFrom(values);
            problems.add(new ValidationResult.Builder()
                    .subject(LOOKUP.getName())
                    .valid(known)
                    .explanation(known ? "" : "it returns a " + values.getSimpleName() + ", not a text, record or map")
                    .build());
        }
        return problems;
    }

    private static String text(PropertyContext context, PropertyDescriptor property) {
        return context.getProperty(property).evaluateAttributeExpressions().getValue();
    }
}
